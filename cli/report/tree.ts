import type { Colors } from "picocolors/types";
import { STAGES } from "../../launch/launch";
import type { Result, ResultFinding, ResultLaunch, ResultRequirement } from "./result";

const MARKS = { met: "✔", unmet: "✘", unknown: "?" } as const;
const WIDTH = 110;

/** The proof, for people: stage by stage what was checked, with the reason, and what to change. */
export function renderTree(result: Result, colors: Colors): string {
  const launches = result.launches.map((launch) => renderLaunch(launch, result.findings, colors));
  return [...launches, ...renderNotJudged(result, colors), renderSummary(result, colors)].join("\n\n") + "\n";
}

function renderLaunch(launch: ResultLaunch, findings: readonly ResultFinding[], colors: Colors): string {
  const where = launch.launchType ?? "launch type unknown";
  const lines = [`${colors.bold(launch.id)}  ${colors.dim(where)}`];
  for (const stage of STAGES) {
    const requirements = launch.requirements.filter(
      (requirement) => requirement.stage === stage && requirement.rule !== "launch-decided",
    );
    if (requirements.length === 0) continue;
    lines.push(`  ${colors.dim(stage)}`);
    for (const requirement of requirements)
      lines.push(...renderRequirement(requirement, findingOf(requirement, findings), colors));
  }
  return lines.join("\n");
}

function findingOf(
  requirement: ResultRequirement,
  findings: readonly ResultFinding[],
): ResultFinding | undefined {
  return findings.find(
    ({ rule, resource, subject }) =>
      rule === requirement.rule && resource === requirement.resource && subject === requirement.subject,
  );
}

function renderRequirement(
  requirement: ResultRequirement,
  finding: ResultFinding | undefined,
  colors: Colors,
): string[] {
  const { verdict, subject, because, rule, suspicion, stoppedReason, remedy } = requirement;
  const head = `    ${markOf(requirement, finding, colors)} ${verdict === "met" ? subject : colors.bold(subject)}`;
  if (verdict === "met") return [head + colors.dim(`  ${rule}`)];
  const lines = [
    `${head}  ${colors.dim(rule)}`,
    ...indent(verdict === "unknown" ? `unknown: ${because}` : because),
  ];
  if (suspicion !== null) lines.push(...indent(`suspicion: ${suspicion}`));
  if (verdict === "unmet" && stoppedReason !== null) lines.push(...indent(`ECS answers: ${stoppedReason}`));
  if (finding !== undefined) {
    lines.push(...indent(`${colors.cyan("change:")} ${remedy}`));
    if (finding.location !== null)
      lines.push(...indent(colors.dim(`at ${finding.location.file}:${finding.location.line}`)));
    if (finding.exemption !== null) lines.push(...indent(`exempted: ${finding.exemption}`));
  }
  return lines;
}

function markOf({ verdict }: ResultRequirement, finding: ResultFinding | undefined, colors: Colors): string {
  if (verdict === "met") return colors.green(MARKS.met);
  if (verdict === "unknown") return colors.yellow(MARKS.unknown);
  return finding?.level === "mandatory" && finding.exemption === null
    ? colors.red(MARKS.unmet)
    : colors.yellow(MARKS.unmet);
}

function renderNotJudged(result: Result, colors: Colors): string[] {
  if (result.notJudged.length === 0) return [];
  const lines = result.notJudged.flatMap(({ resource, because }) => [
    `  ${nameOf(resource)}`,
    ...indent(because),
  ]);
  return [[colors.yellow("Not judged"), ...lines].join("\n")];
}

/** The name and type at the end of a URN. */
function nameOf(urn: string): string {
  const [, , type, name] = urn.split("::");
  return name === undefined ? urn : `${name} (${type?.split("$").at(-1) ?? ""})`;
}

function renderSummary({ summary, launches, findings }: Result, colors: Colors): string {
  const { met, unmet, unknown, mandatory, advisory } = summary;
  const counts = `${met} met, ${unmet} unmet, ${unknown} unknown in ${plural(launches.length, "launch", "launches")}`;
  const start = findings.some(
    ({ kind, level, exemption }) => kind === "start" && level === "mandatory" && exemption === null,
  );
  const verdict =
    mandatory === 0
      ? colors.green(
          unmet === 0 && unknown === 0
            ? "Everything a start needs is proved."
            : "Nothing that certainly stops a start was found.",
        )
      : colors.red(start ? "This will not start." : "This may start, but breaks a mandatory rule.");
  return `${verdict} ${counts}; ${plural(mandatory, "mandatory finding")}, ${plural(advisory, "advisory", "advisory")}.`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Wraps at words, so that long reasons stay under their requirement. */
function indent(text: string, by = 8): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > WIDTH - by) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part) => " ".repeat(by) + part);
}
