import type { Colors } from "picocolors/types";
import { STAGES } from "../../launch/launch";
import type { Result, ResultFinding, ResultLaunch, ResultRequirement } from "./result";

const WIDTH = 110;
const PLACES = { FARGATE: "on Fargate", EC2: "on EC2", EXTERNAL: "on external instances" } as const;
/** Columns of the stage, of the mark, and of what stands below a requirement. */
const STAGE = 2;
const MARK = 15;
const DETAIL = 19;

/** The proof, for people: stage by stage what was checked, with the reason, and what to change. */
export function renderTree(result: Result, colors: Colors): string {
  const launches = result.launches.map((launch) => renderLaunch(launch, result.findings, colors));
  return [...launches, ...renderNotJudged(result, colors), renderSummary(result, colors)].join("\n\n") + "\n";
}

function renderLaunch(launch: ResultLaunch, findings: readonly ResultFinding[], colors: Colors): string {
  const lines = [colors.bold(titleOf(launch))];
  for (const stage of STAGES) {
    const requirements = launch.requirements.filter(
      (requirement) => requirement.stage === stage && requirement.rule !== "launch-decided",
    );
    const [first, ...rest] = renderStage(requirements, findings, colors);
    if (first === undefined) continue;
    lines.push(`${" ".repeat(STAGE)}${colors.dim(stage.padEnd(MARK - STAGE))}${first.trimStart()}`, ...rest);
  }
  return lines.join("\n");
}

/** Task definition, launch site and where it runs. */
function titleOf({ taskDefinition, site, launchType }: ResultLaunch): string {
  const where = launchType === null ? "launch type unknown" : PLACES[launchType];
  const task = `task definition ${nameOf(taskDefinition)}`;
  return site === null
    ? `${task}, used by nothing here, ${where}`
    : `${task} at ${typeOf(site) ?? "launch site"} ${nameOf(site)}, ${where}`;
}

/** What fails, then what is open, then what is proved; the same reason is said once. */
function renderStage(
  requirements: readonly ResultRequirement[],
  findings: readonly ResultFinding[],
  colors: Colors,
): string[] {
  const isReported = ({ verdict, suspicion }: ResultRequirement): boolean =>
    verdict === "unmet" || suspicion !== null;
  const reported = requirements.filter(isReported);
  const open = requirements.filter(
    (requirement) => requirement.verdict === "unknown" && !isReported(requirement),
  );
  const proved = requirements.filter(({ verdict }) => verdict === "met");
  return [
    ...reported.flatMap((requirement) => renderFault(requirement, findingOf(requirement, findings), colors)),
    ...renderOpen(open, colors),
    ...proved.flatMap((requirement) => renderProved(requirement, colors)),
  ];
}

/** Rules whose reason is a path through the network, hop by hop. */
const PATHS: ReadonlySet<string> = new Set([
  "egress-path-exists",
  "public-ip-assigned",
  "endpoint-set-complete",
  "s3-gateway-endpoint-associated",
]);

/** A requirement that is met; of a path through the network, each hop, one path a line. */
function renderProved({ rule, subject, because }: ResultRequirement, colors: Colors): string[] {
  const paths = PATHS.has(rule) ? because.split("; ") : [];
  return [
    ...marked(colors.green("✔"), subject),
    ...paths.flatMap((path) => wrapped(path, DETAIL, colors.dim)),
  ];
}

function findingOf(
  requirement: ResultRequirement,
  findings: readonly ResultFinding[],
): ResultFinding | undefined {
  return findings.find(
    ({ rule, resource, subject, verdict }) =>
      rule === requirement.rule &&
      resource === requirement.resource &&
      subject === requirement.subject &&
      verdict === requirement.verdict,
  );
}

function renderFault(
  requirement: ResultRequirement,
  finding: ResultFinding | undefined,
  colors: Colors,
): string[] {
  const { verdict, because, suspicion, subject, stoppedReason, remedy, rule } = requirement;
  const stops = finding?.level === "mandatory" && finding.exemption === null;
  const color = stops ? colors.red : colors.yellow;
  const place = finding?.location == null ? "" : `${finding.location.file}:${finding.location.line}  `;
  return [
    ...(verdict === "unmet"
      ? marked(color("✘"), because, colors.bold)
      : marked(color("?"), `perhaps a fault: ${suspicion ?? because}`, colors.bold)),
    ...wrapped(`required: ${subject}`, DETAIL),
    ...(verdict === "unmet" && stoppedReason !== null
      ? wrapped(`ECS answers: ${stoppedReason}`, DETAIL)
      : []),
    ...wrapped(`to do: ${remedy}`, DETAIL, colors.cyan),
    ...(finding?.exemption == null ? [] : wrapped(`exempted: ${finding.exemption}`, DETAIL)),
    ...wrapped(`${place}${rule}`, DETAIL, colors.dim),
  ];
}

function renderOpen(open: readonly ResultRequirement[], colors: Colors): string[] {
  const reasons = new Set(open.map(({ because }) => because));
  return [...reasons].flatMap((reason) => [
    ...open
      .filter(({ because }) => because === reason)
      .flatMap(({ subject }) => marked(colors.yellow("?"), subject)),
    ...wrapped(`unknown: ${reason}`, DETAIL, colors.dim),
  ]);
}

function renderNotJudged(result: Result, colors: Colors): string[] {
  if (result.notJudged.length === 0) return [];
  const lines = result.notJudged.flatMap(({ resource, type, because }) => [
    `  ${nameOf(resource)} (${type})`,
    ...wrapped(because, 4, colors.dim),
  ]);
  return [[colors.bold("not judged"), ...lines].join("\n")];
}

function renderSummary(result: Result, colors: Colors): string {
  const { met, unmet, unknown, mandatory } = result.summary;
  const color = mandatory > 0 ? colors.red : colors.green;
  const exempted = result.findings.filter(({ exemption }) => exemption !== null).length;
  const counts = [`${met} met`, `${unmet} unmet`, `${unknown} unknown`];
  if (exempted > 0) counts.push(`${exempted} exempted`);
  return `${color(answerOf(result))} ${counts.join(", ")}.`;
}

function answerOf({ launches, findings, summary }: Result): string {
  const counting = findings.filter(({ level, exemption }) => level === "mandatory" && exemption === null);
  const stopped = new Set(counting.filter(({ kind }) => kind === "start").flatMap(({ launches: hit }) => hit))
    .size;
  if (stopped > 0) {
    return launches.length === 1
      ? "This will not start."
      : `${stopped} of ${launches.length} launches will not start.`;
  }
  if (counting.length > 0) return "Nothing certainly stops the start, but a mandatory rule is broken.";
  if (launches.length === 0) return "There is nothing to judge.";
  return summary.unmet + summary.unknown === 0
    ? "Everything that was checked holds."
    : "Nothing that certainly stops the start was found.";
}

/** The name at the end of a URN; any other address as it is. */
function nameOf(address: string): string {
  return address.split("::").slice(3).join("::") || address;
}

/** `service`, of `…::aws:ecs/service:Service::api`. */
function typeOf(address: string): string | undefined {
  const type = address.split("::")[2]?.split("$").at(-1)?.split(":").at(-1);
  return type?.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

function marked(mark: string, text: string, color: (text: string) => string = String): string[] {
  const [first = "", ...rest] = wrapped(text, MARK + 2, color);
  return [`${" ".repeat(MARK)}${mark} ${first.trimStart()}`, ...rest];
}

/** Wraps at words, so that long reasons stay under their requirement; code in backticks stays whole. */
function wrapped(text: string, by: number, color: (text: string) => string = String): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    if (line !== "" && line.length + word.length + 1 > WIDTH - by) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part) => " ".repeat(by) + color(part));
}
