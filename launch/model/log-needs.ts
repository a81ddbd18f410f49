import { ownAccount, type ResourceSide } from "../iam/request";
import { joinText, type Text } from "../iam/text";
import { isUnknown, Unknown, type Known } from "../known";
import type { Launch } from "../launch";
import { prefixOf } from "./arn-prefix";
import type { CloudModel } from "./cloud-model";
import { laterText } from "./later-text";
import type { LogGroup } from "./logs";
import { optionsOf, optionValue } from "./log-options";
import { joinNeeds, type RoleNeed, type RoleNeeds } from "./role-need";
import type { Container, LogConfiguration } from "./task-definition";

/**
 * What the awslogs driver does with the execution role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function logNeeds(launch: Launch, model: CloudModel): RoleNeeds {
  const { containers, ref } = launch.taskDefinition;
  const open = (because: string): RoleNeeds => ({
    known: [],
    open: [{ what: `write to the log groups of ${ref.name}`, because }],
  });
  if (isUnknown(containers)) return open(containers.because);
  return joinNeeds(
    ...containers.map((container): RoleNeeds => {
      if (isUnknown(container)) return open(container.because);
      const log = container.logConfiguration;
      if (isUnknown(log)) return open(log.because);
      if (log === undefined) return { known: [], open: [] };
      if (isUnknown(log.driver)) return open(log.driver.because);
      return log.driver === "awslogs"
        ? needsOf(log, container, launch, model, open)
        : { known: [], open: [] };
    }),
  );
}

function needsOf(
  log: LogConfiguration,
  container: Container,
  launch: Launch,
  model: CloudModel,
  open: (because: string) => RoleNeeds,
): RoleNeeds {
  const options = optionsOf(log);
  const named = optionValue(options, "awslogs-group");
  // A missing group is the fault of the log configuration.
  if (named === undefined) return { known: [], open: [] };
  const given = optionValue(options, "awslogs-region");
  const region = given === undefined ? launch.taskDefinition.region : given;
  const made = madeHere(named, region, model);
  if (isUnknown(named) && made === undefined) return open(named.because);
  const name = isUnknown(named) ? (made?.name ?? named) : named;
  const group = isUnknown(name) ? (made?.ref.name ?? "") : name;
  const arn = joinText(prefixOf("logs", region, model), "log-group:", name);
  const side: ResourceSide = { accountId: ownAccount, policies: [], complete: true };
  const after = joinText(":log-stream:", streamOf(options, container));
  const stream = {
    resource: joinText(arn, after),
    ...(made !== undefined && { origin: { urn: made.ref.id, after } }),
    side,
    region,
  };
  const doubt = onInstances(launch);
  const known: RoleNeed[] = [
    {
      what: `open log streams in ${group}`,
      access: { actions: ["logs:CreateLogStream"], ...stream },
      ...(doubt !== undefined && { doubt }),
    },
    {
      what: `send log events to ${group}`,
      access: { actions: ["logs:PutLogEvents"], ...stream },
      kind: "policy",
      level: "advisory",
      ...(doubt !== undefined && { doubt }),
    },
  ];
  const create = optionValue(options, "awslogs-create-group");
  const isMade = model.logGroups.items.some(({ name }) => name === group);
  if (typeof create === "string" && /^(1|t|true)$/i.test(create) && made === undefined && !isMade)
    known.push({
      what: `make log group ${group}`,
      access: {
        actions: ["logs:CreateLogGroup"],
        resource: joinText(arn, ":log-stream:"),
        perhaps: arn,
        side,
        region,
      },
      doubt: `whether log group ${group} exists is not in view`,
    });
  return { known, open: [] };
}

/** The group of the stack that an option names, by its text or by its output, in the region that is written to. */
function madeHere(
  named: Known<string>,
  region: Known<string | undefined>,
  model: CloudModel,
): LogGroup | undefined {
  const later = isUnknown(named) ? laterText(named, model) : undefined;
  const found =
    later === undefined
      ? model.logGroups.items.filter(({ name }) => name === named)
      : later.after === "" && later.kind === "log-group"
        ? [model.logGroups.byRef(later.urn)].flatMap((group) => group ?? [])
        : [];
  const [only] = found;
  // Whether a group of another region is meant is not for the role to say.
  const isHere = only !== undefined && only.region === region;
  return isHere && found.length === 1 ? only : undefined;
}

/** `prefix/container/task`. */
function streamOf(options: ReturnType<typeof optionsOf>, { name }: Container): Text {
  const prefix = optionValue(options, "awslogs-stream-prefix");
  const task = new Unknown("the id of the task");
  const stream = optionValue(options, "awslogs-stream");
  if (typeof prefix !== "string" || stream !== undefined || typeof name !== "string") return task;
  return joinText(`${prefix}/${name}/`, task);
}

/**
 * On instances the agent may be set up to write with the instance's own role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html (ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE)
 */
function onInstances({ launchType, taskDefinition }: Launch): string | undefined {
  const given: Known<readonly Known<string>[] | undefined> = taskDefinition.requiresCompatibilities;
  const onlyFargate =
    !isUnknown(given) && given !== undefined && given.length > 0 && given.every((type) => type === "FARGATE");
  // ECS refuses a task definition for Fargate alone anywhere else.
  if (launchType === "FARGATE" || onlyFargate) return undefined;
  return isUnknown(launchType)
    ? launchType.because
    : "on instances the instance's own role may write the logs";
}
