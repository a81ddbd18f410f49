import { isUnknown, type Unknown } from "../known";
import type { Launch } from "../launch";
import { met, unknown } from "../verdict";
import { fault, suspect, type Answer } from "./answer";
import type { Container, FirelensConfiguration, LogConfiguration, TaskDefinition } from "./task-definition";

/** Options of `awsfirelens` that are not handed to the output plugin. */
const NOT_FOR_OUTPUT: readonly string[] = ["include-pattern", "exclude-pattern", "log-driver-buffer-limit"];
const TYPES: readonly string[] = ["fluentd", "fluentbit"];

interface Found {
  readonly routers: readonly { readonly container: string; readonly firelens: FirelensConfiguration }[];
  readonly senders: readonly { readonly container: string; readonly log: LogConfiguration }[];
  readonly open: Unknown | undefined;
}

/**
 * The containers that send to FireLens and the one that is it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
 */
export function* judgeFirelens(launch: Launch): Iterable<Answer & { readonly subject: string }> {
  const { taskDefinition } = launch;
  const found = find(taskDefinition);
  const { routers, senders, open } = found;
  if (routers.length === 0 && senders.length === 0) return;
  yield {
    subject: `${taskDefinition.ref.name} has one FireLens container and one that logs through it`,
    ...judgePair(found),
  };
  for (const { container, firelens } of routers) {
    yield { subject: `FireLens container ${container} is configured`, ...judgeRouter(firelens) };
  }
  const [router] = routers;
  for (const { container, log } of senders) {
    if (router === undefined || routers.length > 1 || open !== undefined) continue;
    yield {
      subject: `container ${container} tells FireLens where its logs go`,
      ...judgeSender(log, router.firelens, launch),
    };
  }
}

function find({ containers }: TaskDefinition): Found {
  if (isUnknown(containers)) return { routers: [], senders: [], open: containers };
  const routers = [];
  const senders = [];
  let open: Unknown | undefined;
  for (const container of containers) {
    if (isUnknown(container)) {
      open ??= container;
      continue;
    }
    const { firelens, logConfiguration: log } = container;
    const name = nameOf(container);
    if (isUnknown(firelens)) open ??= firelens;
    else if (firelens !== undefined) routers.push({ container: name, firelens });
    if (isUnknown(log)) open ??= log;
    else if (log !== undefined && isUnknown(log.driver)) open ??= log.driver;
    else if (log?.driver === "awsfirelens") senders.push({ container: name, log });
  }
  return { routers, senders, open };
}

const nameOf = ({ name, index }: Container): string =>
  typeof name === "string" ? name : `number ${index + 1}`;

function judgePair({ routers, senders, open }: Found): Answer {
  if (routers.length > 1) {
    return fault(
      `containers ${routers.map(({ container }) => container).join(" and ")} have a firelensConfiguration`,
      {
        remedy: "Keep `firelensConfiguration` in one container.",
      },
    );
  }
  if (open !== undefined) return { verdict: unknown(open.because) };
  if (routers.length === 0) {
    return fault(`${names(senders)} the driver awsfirelens, and no container has a firelensConfiguration`, {
      stoppedReason:
        "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.",
      remedy: "Add a log router container with a `firelensConfiguration`.",
    });
  }
  if (senders.length === 0) {
    return fault(
      `no container logs through awsfirelens, and container ${routers[0]?.container ?? ""} has a firelensConfiguration`,
      {
        stoppedReason:
          "When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.",
        remedy:
          "Set `logDriver` of the other containers to `awsfirelens`, or take `firelensConfiguration` out.",
      },
    );
  }
  return { verdict: met("there is a log router, and it is used") };
}

const names = (senders: Found["senders"]): string =>
  senders.length === 1
    ? `container ${senders[0]?.container ?? ""} uses`
    : `containers ${senders.map(({ container }) => container).join(", ")} use`;

function judgeRouter({ type }: FirelensConfiguration): Answer {
  if (isUnknown(type)) return { verdict: unknown(type.because) };
  const remedy = `Set \`type\` of \`firelensConfiguration\` to ${TYPES.join(" or ")}.`;
  if (type === undefined) return fault("firelensConfiguration has no type", { remedy });
  return TYPES.includes(type)
    ? { verdict: met(`its type is ${type}`) }
    : fault(`its type is ${type}, and ECS knows ${TYPES.join(" and ")}`, { remedy });
}

/**
 * The agent writes an output section from the options, for which it must know the plugin.
 * https://github.com/aws/amazon-ecs-agent/tree/master/agent/taskresource/firelens (addOutputSection)
 */
function judgeSender(log: LogConfiguration, { type }: FirelensConfiguration, { launchType }: Launch): Answer {
  if (isUnknown(type)) return { verdict: unknown(type.because) };
  if (isUnknown(log.options)) return { verdict: unknown(log.options.because) };
  const key = type === "fluentd" ? "@type" : "Name";
  const given = Object.keys(log.options);
  if (given.includes(key)) return { verdict: met(`option ${key} names the output`) };
  const secret = isUnknown(log.secretOptions) ? [] : log.secretOptions;
  if (given.length === 0 && secret.length === 0) {
    if (isUnknown(launchType)) return { verdict: unknown(launchType.because) };
    if (launchType !== "FARGATE") return { verdict: met("the router's own configuration may say where") };
    return suspect(
      "the router's own configuration may say where logs go",
      "awsfirelens has no options: instances take that, Fargate has been seen to refuse it",
      `Set the option \`${key}\` to the output plugin.`,
    );
  }
  const [other] = given.filter((name) => !NOT_FOR_OUTPUT.includes(name));
  if (other === undefined) return { verdict: met("its options are not for an output") };
  return suspect(
    "the agent's answer is known from its source, Fargate's is not",
    `the options name no output (${key}), so the agent would answer "missing output key ${key} which is required for firelens configuration of type ${String(type)}"`,
    `Set the option \`${key}\` to the output plugin.`,
  );
}
