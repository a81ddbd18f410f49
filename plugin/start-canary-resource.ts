import { createHash } from "node:crypto";
import { checkCommon, nameAt, regionOf, type CanaryResource } from "./canary-resource";
import type { CapacityProvider, Expectation, Helper, Network, StartCanarySpec } from "./canary/specification";
import { runStartCanary } from "./canary/start-canary";
import type { CheckFailure } from "./check-shape";
import { hasUnknown, isUnknown, numberAt, objectAt, textAt, textsAt, type Properties } from "./values";

const KINDS = ["runningSeconds", "exitCode", "logLine", "openPort"] as const;

export const startCanary: CanaryResource = {
  token: "ecs-preflight:index:StartCanary",
  defaultTimeout: 300,
  check,
  announce: (inputs, seconds) => {
    const task = nameAt(inputs, "taskDefinition", "task definition");
    const how =
      inputs["mode"] === "command"
        ? "with a command that exits at once (the image's own program is not tried)"
        : "as the service runs it";
    return `will run ${task} once in ${nameAt(inputs, "cluster", "cluster")}, ${how}, for at most ${seconds} s, and stop it`;
  },
  run: (inputs, { urn, seconds }, surroundings, signal) =>
    runStartCanary(startSpec(inputs, startedByOf(urn), seconds), surroundings, signal),
};

/** The same for every run of a resource, so that a later run finds what an earlier one left. */
export const startedByOf = (urn: string): string =>
  `ecs-preflight-${createHash("sha256").update(urn).digest("hex").slice(0, 16)}`;

function check(inputs: Properties): readonly CheckFailure[] {
  const failures: CheckFailure[] = [...checkCommon(inputs)];
  const refuse = (property: string, reason: string): void => void failures.push({ property, reason });
  const { mode, command, launchType } = inputs;
  if (mode !== undefined && !isUnknown(mode) && mode !== "command" && mode !== "as-is")
    refuse("mode", 'mode must be "command" or "as-is"');
  if (mode === "command" && (command === undefined || (Array.isArray(command) && command.length === 0)))
    refuse("command", 'mode command needs a command that exits at once, such as ["true"]');
  if (mode === "as-is" && command !== undefined)
    refuse("command", "command belongs to mode command; mode as-is runs the image's own");
  if (launchType !== undefined && inputs["capacityProviderStrategies"] !== undefined)
    refuse("launchType", "launchType and capacityProviderStrategies exclude each other");
  if (
    typeof launchType === "string" &&
    !isUnknown(launchType) &&
    !["FARGATE", "EC2", "EXTERNAL"].includes(launchType)
  )
    refuse("launchType", "launchType must be FARGATE, EC2 or EXTERNAL");
  const expect = objectAt(inputs, "expect");
  if (expect !== undefined) for (const reason of expectationFaults(expect)) refuse("expect", reason);
  return failures;
}

function* expectationFaults(expect: Properties): Iterable<string> {
  const given = KINDS.filter((kind) => expect[kind] !== undefined);
  if (given.length !== 1)
    yield `expect must have exactly one of ${KINDS.join(", ")}; it has ${given.length === 0 ? "none" : given.join(", ")}`;
  if (expect["helper"] !== undefined && expect["openPort"] === undefined)
    yield "expect.helper belongs to openPort";
  if (hasUnknown(expect)) return;
  const pattern = textAt(expect, "logLine");
  if (pattern !== undefined && !isPattern(pattern)) yield "expect.logLine is no regular expression";
  for (const name of ["runningSeconds", "withinSeconds"])
    if ((numberAt(expect, name) ?? 1) <= 0) yield `expect.${name} must be above 0`;
  const port = numberAt(expect, "openPort") ?? 1;
  if (port < 1 || port > 65_535) yield "expect.openPort must be between 1 and 65535";
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Checked inputs as the run takes them. */
export function startSpec(inputs: Properties, startedBy: string, seconds: number): StartCanarySpec {
  const mode = inputs["mode"] === "command" ? "command" : "as-is";
  const network = objectAt(inputs, "networkConfiguration");
  const providers = inputs["capacityProviderStrategies"];
  return {
    ...defined("container", textAt(inputs, "container")),
    ...defined("command", textsAt(inputs, "command")),
    ...defined("launchType", textAt(inputs, "launchType") as StartCanarySpec["launchType"]),
    ...defined("platformVersion", textAt(inputs, "platformVersion")),
    ...defined("region", regionOf(inputs)),
    ...defined("networkConfiguration", network === undefined ? undefined : networkOf(network)),
    ...defined(
      "capacityProviderStrategies",
      Array.isArray(providers) ? (providers as readonly CapacityProvider[]) : undefined,
    ),
    cluster: textAt(inputs, "cluster") ?? "",
    taskDefinition: textAt(inputs, "taskDefinition") ?? "",
    mode,
    expect: expectationOf(objectAt(inputs, "expect"), mode),
    timeoutSeconds: seconds,
    logLines: numberAt(inputs, "logLines") ?? 20,
    startedBy,
  };
}

function expectationOf(expect: Properties | undefined, mode: StartCanarySpec["mode"]): Expectation {
  if (expect === undefined)
    return mode === "command" ? { kind: "exit-code", code: 0 } : { kind: "running", seconds: 30 };
  const withinSeconds = numberAt(expect, "withinSeconds") ?? 30;
  const code = numberAt(expect, "exitCode");
  const pattern = textAt(expect, "logLine");
  const port = numberAt(expect, "openPort");
  if (code !== undefined) return { kind: "exit-code", code };
  if (pattern !== undefined) return { kind: "log-line", pattern, withinSeconds };
  if (port !== undefined)
    return {
      kind: "open-port",
      port,
      withinSeconds,
      ...defined("helper", expect["helper"] as Helper | undefined),
    };
  return { kind: "running", seconds: numberAt(expect, "runningSeconds") ?? 30 };
}

const networkOf = (network: Properties): Network => ({
  subnets: textsAt(network, "subnets") ?? [],
  ...defined("securityGroups", textsAt(network, "securityGroups")),
  assignPublicIp: network["assignPublicIp"] === true,
});

/** `{name: value}`, or nothing where the value is undefined. */
function defined<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}
