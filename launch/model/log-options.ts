import { isUnknown, mapKnown, type Known, type Unknown } from "../known";
import type { Launch } from "../launch";
import { unknown } from "../verdict";
import { fault, suspect, type Answer } from "./answer";
import { nearest, standingOf, type LogDriver } from "./log-driver";
import { registersForFargate } from "./platform";
import type { LogConfiguration } from "./task-definition";

/** Options of a log configuration, with those whose value comes from a secret. */
export interface LogOptions {
  /** Value by name; the value of a secret one is not looked at. */
  readonly values: ReadonlyMap<string, Known<string>>;
  readonly secret: ReadonlySet<string>;
  /** Why there may be more; `undefined` when these are all. */
  readonly open: Unknown | undefined;
}

export function optionsOf({ options, secretOptions }: LogConfiguration): LogOptions {
  const secret = new Set<string>();
  let open = isUnknown(options) ? options : undefined;
  for (const option of isUnknown(secretOptions) ? [secretOptions] : secretOptions) {
    const name = isUnknown(option) ? option : option.name;
    if (isUnknown(name)) open ??= name;
    else if (name !== undefined) secret.add(name);
  }
  return { values: new Map(isUnknown(options) ? [] : Object.entries(options)), secret, open };
}

/** The value of an option; `undefined` when it is missing or empty. Where a secret gives it: unknown. */
export function optionValue(options: LogOptions, name: string): Known<string | undefined> {
  if (options.values.has(name))
    return mapKnown(options.values.get(name) ?? "", (value) => value || undefined);
  return options.open;
}

const isMissing = (options: LogOptions, name: string): boolean =>
  !options.secret.has(name) && optionValue(options, name) === undefined;

export function judgeRequired(options: LogOptions, driver: LogDriver): Answer[] {
  return driver.required.flatMap((name): Answer[] => {
    if (isMissing(options, name)) {
      const empty = options.values.has(name);
      const stoppedReason = empty
        ? `Log driver ${driver.name} option '${name}' should not be null or empty.`
        : `Log driver ${driver.name} requires options: ${name}`;
      return [
        fault(`option ${name} is ${empty ? "empty" : "missing"}`, {
          stoppedReason,
          remedy: `Set \`${name}\` in the options of the log configuration.`,
        }),
      ];
    }
    const value = options.secret.has(name) ? undefined : optionValue(options, name);
    return isUnknown(value) ? [{ verdict: unknown(value.because) }] : [];
  });
}

/** ECS holds awslogs options against a list of its own, Docker those of the other drivers against theirs. */
export function judgeOptionNames(options: LogOptions, driver: LogDriver, launch: Launch): Answer[] {
  const names = [...options.values.keys(), ...options.secret];
  const answers = names.flatMap((name): Answer[] => {
    const standing = standingOf(name, driver);
    if (standing === "accepted") return [];
    const meant = nearest(name, driver.accepted);
    const remedy =
      meant === undefined ? `Take the option \`${name}\` out.` : `Write \`${meant}\` instead of \`${name}\`.`;
    const because = `${driver.name} has no option ${name}${meant === undefined ? "" : `, only ${meant}`}`;
    if (driver.name === "awslogs") {
      const stoppedReason = `Log driver awslogs disallows options: ${name}`;
      return standing === "unknown"
        ? [fault(because, { stoppedReason, remedy })]
        : [
            suspect(
              `whether ECS takes ${name} is not documented`,
              `Docker knows ${name}, but ECS does not list it`,
              remedy,
            ),
          ];
    }
    if (standing === "driver only") return [];
    if (launch.launchType === "EC2" || launch.launchType === "EXTERNAL") {
      return [
        fault(because, { stoppedReason: `unknown log opt '${name}' for ${driver.name} log driver`, remedy }),
      ];
    }
    return [
      suspect(`what Fargate does with unknown options of ${driver.name} is not documented`, because, remedy),
    ];
  });
  return options.open === undefined ? answers : [...answers, { verdict: unknown(options.open.because) }];
}

const REGION = "awslogs-region";
const PREFIX = "awslogs-stream-prefix";
const CREATE = "awslogs-create-group";

export function judgeAwslogs(options: LogOptions, launch: Launch): Answer[] {
  return [
    ...judgeGroupName(optionValue(options, "awslogs-group")),
    ...judgeRegion(options, launch),
    ...judgePrefix(options, launch),
    ...judgeCreateGroup(optionValue(options, CREATE)),
    ...judgeMode(optionValue(options, "mode")),
    ...judgePatterns(options),
  ];
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
function judgeGroupName(group: Known<string | undefined>): Answer[] {
  if (isUnknown(group) || group === undefined || /^[.\-_/#A-Za-z0-9]{1,512}$/.test(group)) return [];
  return [
    fault(`${group} is no name that a log group can have`, {
      stoppedReason: "Log driver awslogs option 'awslogs-group' contains invalid characters.",
      remedy: "Use letters, digits and . - _ / # in `awslogs-group`.",
    }),
  ];
}

function judgeRegion(options: LogOptions, launch: Launch): Answer[] {
  const region = optionValue(options, REGION);
  if (isUnknown(region) || options.secret.has(REGION))
    return isUnknown(region) ? [{ verdict: unknown(region.because) }] : [];
  const remedy = `Set \`${REGION}\` to the region of the log group.`;
  if (region !== undefined) {
    const isZone = /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/.test(region);
    return isZone
      ? [
          fault(`${REGION} is ${region}, which is an Availability Zone`, {
            stoppedReason: "ResourceInitializationError: failed to validate logger args",
            remedy,
          }),
        ]
      : [];
  }
  const because = `option ${REGION} is ${options.values.has(REGION) ? "empty" : "missing"}`;
  if (launch.launchType === "FARGATE") {
    return [
      fault(because, {
        stoppedReason:
          "ResourceInitializationError: failed to validate logger args: unable to get awslogs driver arguments: awslogs-region is required",
        remedy,
      }),
    ];
  }
  const why = isUnknown(launch.launchType)
    ? launch.launchType.because
    : "on a container instance Docker may take the region of the instance";
  return [suspect(why, `${because}, which ECS documents as required`, remedy)];
}

function judgePrefix(options: LogOptions, launch: Launch): Answer[] {
  const prefix = optionValue(options, PREFIX);
  if (isUnknown(prefix)) return [{ verdict: unknown(prefix.because) }];
  if (prefix !== undefined || options.secret.has(PREFIX)) return [];
  const fargate = registersForFargate(launch);
  if (isUnknown(fargate)) return [{ verdict: unknown(fargate.because) }];
  if (!fargate) return [];
  return [
    fault(`option ${PREFIX} is ${options.values.has(PREFIX) ? "empty" : "missing"}`, {
      stoppedReason:
        "Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs.",
      remedy: `Set \`${PREFIX}\`, such as to the name of the service.`,
    }),
  ];
}

/** https://github.com/terraform-linters/tflint-ruleset-aws/issues/348 */
function judgeCreateGroup(value: Known<string | undefined>): Answer[] {
  if (isUnknown(value)) return [{ verdict: unknown(value.because) }];
  if (value === undefined || value === "true") return [];
  return [
    suspect(
      `whether ECS still rejects ${CREATE} ${value} is not certain`,
      `${CREATE} is ${value}, and ECS has answered "should only be set to 'true', else omit option"`,
      `Set \`${CREATE}\` to "true", or leave it out.`,
    ),
  ];
}

function judgeMode(value: Known<string | undefined>): Answer[] {
  if (isUnknown(value)) return [{ verdict: unknown(value.because) }];
  if (value === undefined || value === "blocking" || value === "non-blocking") return [];
  return [
    fault(`log mode ${value} is neither blocking nor non-blocking`, {
      stoppedReason: `logger: logging mode not supported: ${value}`,
      remedy: "Set `mode` to `blocking` or `non-blocking`.",
    }),
  ];
}

function judgePatterns(options: LogOptions): Answer[] {
  const [format, pattern] = ["awslogs-datetime-format", "awslogs-multiline-pattern"].map((name) =>
    optionValue(options, name),
  );
  if (typeof format !== "string" || typeof pattern !== "string") return [];
  return [
    fault("awslogs-datetime-format and awslogs-multiline-pattern are both set", {
      stoppedReason:
        "you cannot configure log opt 'awslogs-datetime-format' and 'awslogs-multiline-pattern' at the same time",
      remedy: "Keep one of `awslogs-datetime-format` and `awslogs-multiline-pattern`.",
    }),
  ];
}
