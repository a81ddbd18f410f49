import { isUnknown, type Known } from "../known";
import type { Launch } from "../launch";
import { met, unknown } from "../verdict";
import { fault, shown, type Answer } from "./answer";
import { namedContainers } from "./container-graph";
import type { FeatureAnswer, Use } from "./feature";
import { judgeConstraint } from "./placement-constraint";
import { asksFor, networkModeOf, registersForFargate } from "./platform";
import type { TaskDefinition } from "./task-definition";

const MOST_CONTAINERS = 10;

/** What a task definition as a whole may hold. Each is rejected at registration. */
export function* judgeTask(launch: Launch): Iterable<FeatureAnswer> {
  yield* judgeContainerList(launch.taskDefinition);
  yield* judgeFargateTask(launch);
  yield* judgeConstraints(launch);
  yield* judgeEphemeralStorage(launch);
  yield* judgeProxy(launch);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
function* judgeContainerList({ containers, ref }: TaskDefinition): Iterable<FeatureAnswer> {
  if (isUnknown(containers)) return;
  const subject = `containers of ${ref.name} make a task`;
  const essential = containers.map((container) => (isUnknown(container) ? container : container.essential));
  const names = containers.map((container) => (isUnknown(container) ? container : container.name));
  const known = names.filter((name) => typeof name === "string");
  const twice = known.find((name, index) => known.indexOf(name) !== index);
  const open = [...essential, ...names].find(isUnknown);
  const nameless = names.indexOf(undefined);
  if (nameless >= 0) {
    yield {
      subject,
      ...fault(`container number ${nameless + 1} has no name`, {
        stoppedReason: "Container.name should not be null or empty.",
        remedy: "Set its `name`.",
      }),
    };
  } else if (twice !== undefined) {
    yield {
      subject,
      ...fault(`two containers are named ${twice}`, { remedy: "Give each container a name of its own." }),
    };
  } else if (containers.length > MOST_CONTAINERS) {
    yield {
      subject,
      ...fault(`there are ${containers.length} containers, and a task has ${MOST_CONTAINERS} at most`, {
        stoppedReason: "Too many containers",
        remedy: "Split the task definition.",
      }),
    };
  } else if (essential.every((is) => is === false)) {
    yield {
      subject,
      ...fault("no container is essential", {
        stoppedReason: "Task definition doesn't have any essential container",
        remedy: "Set `essential: true` for the main container.",
      }),
    };
  } else if (open !== undefined && isUnknown(open)) yield { subject, verdict: unknown(open.because) };
  else yield { subject, verdict: met("each has a name of its own, and one is essential") };
}

interface TaskRow {
  readonly what: string;
  readonly use: (taskDefinition: TaskDefinition) => Use;
  readonly stoppedReason: string;
  readonly remedy: string;
}

const given = (is: Known<boolean>, what: string): Use => (isUnknown(is) ? is : is ? what : undefined);

const FARGATE_ROWS: readonly TaskRow[] = [
  {
    what: "placement constraints",
    use: ({ usesPlacementConstraints }) => given(usesPlacementConstraints, "placementConstraints are given"),
    stoppedReason: "Fargate compatible task definitions do not support constraints",
    remedy: "Take `placementConstraints` out, or run the task on EC2.",
  },
  {
    what: "inference accelerators",
    use: ({ usesInferenceAccelerators }) =>
      given(usesInferenceAccelerators, "inferenceAccelerators are given"),
    stoppedReason: "Fargate compatible task definitions do not support inferenceAccelerators",
    remedy: "Take `inferenceAccelerators` out, or run the task on EC2.",
  },
  {
    what: "an IPC mode",
    use: ({ ipcMode }) => (isUnknown(ipcMode) ? ipcMode : ipcMode && `ipcMode is ${ipcMode}`),
    stoppedReason: "Fargate compatible task definitions do not support ipcMode",
    remedy: "Take `ipcMode` out, or run the task on EC2.",
  },
  {
    what: "the processes of the host",
    use: ({ pidMode }) => (isUnknown(pidMode) ? pidMode : pidMode === "host" ? "pidMode is host" : undefined),
    stoppedReason: "Tasks using the Fargate launch type do not support pidMode 'host'.",
    remedy: "Set `pidMode` to `task`, or leave it out.",
  },
];

function* judgeFargateTask(launch: Launch): Iterable<FeatureAnswer> {
  const { taskDefinition } = launch;
  const fargate = registersForFargate(launch);
  for (const { what, use, stoppedReason, remedy } of FARGATE_ROWS) {
    const used = use(taskDefinition);
    if (used === undefined) continue;
    const subject = `${taskDefinition.ref.name} may use ${what}`;
    if (fargate === false) yield { subject, verdict: met("it does not run on Fargate") };
    else if (isUnknown(used)) yield { subject, verdict: unknown(used.because) };
    else if (isUnknown(fargate)) yield { subject, verdict: unknown(fargate.because) };
    else yield { subject, ...fault(`${used}, and Fargate does not support it`, { stoppedReason, remedy }) };
  }
}

/** On Fargate there are none to judge, which is a requirement of its own. */
function* judgeConstraints(launch: Launch): Iterable<FeatureAnswer> {
  const { placementConstraints, ref } = launch.taskDefinition;
  if (isUnknown(placementConstraints) || registersForFargate(launch) !== false) return;
  for (const [index, constraint] of placementConstraints.entries()) {
    yield {
      subject: `placement constraint ${index + 1} of ${ref.name} is one that ECS takes`,
      ...judgeConstraint(constraint, ["memberOf"], "ClientException"),
    };
  }
}

/** 20 GiB is the default and cannot be asked for. */
function* judgeEphemeralStorage(launch: Launch): Iterable<FeatureAnswer> {
  const { ref, ephemeralStorageGiB: size, requiresCompatibilities } = launch.taskDefinition;
  if (size === undefined) return;
  yield { subject: `ephemeral storage of ${ref.name} is one that ECS gives`, ...answer() };

  function answer(): Answer {
    const fargate = registersForFargate(launch);
    const onlyEc2 =
      asksFor(launch, "EC2") === true &&
      !isUnknown(requiresCompatibilities) &&
      requiresCompatibilities?.length === 1;
    if (onlyEc2 && fargate === false) {
      return fault("ephemeralStorage is given, and the task definition asks for EC2", {
        stoppedReason: "Tasks using the EC2 launch type do not support EphemeralStorage.",
        remedy: "Take `ephemeralStorage` out.",
      });
    }
    if (isUnknown(size)) return { verdict: unknown(size.because) };
    if (isUnknown(fargate)) return { verdict: unknown(fargate.because) };
    if (size === undefined || !fargate)
      return { verdict: unknown("it is not certain what ECS does with it outside Fargate") };
    if (size >= 21 && size <= 200) return { verdict: met(`${size} GiB is from 21 to 200`) };
    const [bound, limit] = size < 21 ? ["least", 21] : ["most", 200];
    return fault(`it is ${size} GiB, and Fargate gives 21 to 200`, {
      stoppedReason: `EphemeralStorage size should be at ${bound} ${limit}`,
      remedy: "Set `sizeInGib` to 21 to 200, or leave `ephemeralStorage` out for the 20 GiB every task gets.",
    });
  }
}

function* judgeProxy(launch: Launch): Iterable<FeatureAnswer> {
  const { proxyContainer, ref } = launch.taskDefinition;
  if (proxyContainer === undefined) return;
  const subject = `proxy of ${ref.name} is one of its containers, in awsvpc mode`;
  const mode = networkModeOf(launch);
  const { byName, open } = namedContainers(launch.taskDefinition);
  if (!isUnknown(mode) && mode !== "awsvpc") {
    yield {
      subject,
      ...fault(`the network mode is ${mode}`, {
        stoppedReason: "APPMESH proxy configuration is only supported in networkMode=awsvpc",
        remedy: 'Set `networkMode: "awsvpc"`.',
      }),
    };
    return;
  }
  const unsettled = [proxyContainer, open, mode].find(isUnknown);
  if (!isUnknown(proxyContainer) && !byName.has(proxyContainer) && open === undefined) {
    yield {
      subject,
      ...fault(`the task has no container ${proxyContainer}`, {
        stoppedReason: `Proxy container [${proxyContainer}] does not exist.`,
        remedy: "Name a container of this task in `proxyConfiguration`.",
      }),
    };
  } else if (isUnknown(unsettled)) yield { subject, verdict: unknown(unsettled.because) };
  else yield { subject, verdict: met(`container ${shown(proxyContainer)} is there`) };
}
