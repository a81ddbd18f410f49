/** A cluster in moto behind the proxy, and tasks that go the way a test wants. */
import {
  CreateClusterCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  StopTaskCommand,
  type ContainerDefinition,
} from "@aws-sdk/client-ecs";
import { startMoto, type MotoServer } from "./moto";
import {
  startProxy,
  type Answer,
  type ApiCall,
  type Body,
  type Fault,
  type Handler,
  type Proxy,
} from "./proxy";

export const REGION = "eu-west-1";
export const ENVIRONMENT_VALUE = "hunter2-in-the-environment";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

export interface World {
  readonly moto: MotoServer;
  readonly proxy: Proxy;
  /** Straight to moto, past the proxy. */
  readonly ecs: ECSClient;
  readonly subnet: string;
  readonly securityGroup: string;
  /** Registers a revision and returns its ARN. */
  register(family?: string, change?: Partial<ContainerDefinition>): Promise<string>;
  /** ARNs of the tasks that are not stopped. */
  running(): Promise<readonly string[]>;
  stopAll(): Promise<void>;
  end(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const moto = await startMoto();
  const proxy = await startProxy(moto.url);
  const ecs = new ECSClient({ region: REGION, endpoint: moto.url, credentials });
  await ecs.send(new CreateClusterCommand({ clusterName: "main" }));
  const subnet = await first(moto.url, "DescribeSubnets", /subnet-[0-9a-f]+/);
  const securityGroup = await first(moto.url, "DescribeSecurityGroups", /sg-[0-9a-f]+/);
  const running = async (): Promise<readonly string[]> => {
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: "main" }));
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: "main", tasks: taskArns }));
    return tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED").map(({ taskArn }) => taskArn ?? "");
  };
  return {
    moto,
    proxy,
    ecs,
    subnet,
    securityGroup,
    running,
    register: async (family = "api", change = {}) => {
      const { taskDefinition } = await ecs.send(
        new RegisterTaskDefinitionCommand({
          family,
          networkMode: "awsvpc",
          requiresCompatibilities: ["FARGATE"],
          cpu: "256",
          memory: "512",
          containerDefinitions: [{ ...container(family), ...change }],
        }),
      );
      return taskDefinition?.taskDefinitionArn ?? "";
    },
    stopAll: async () => {
      for (const task of await running()) await ecs.send(new StopTaskCommand({ cluster: "main", task }));
    },
    end: async () => {
      ecs.destroy();
      await proxy.stop();
      await moto.stop();
    },
  };
}

const container = (name: string): ContainerDefinition => ({
  name,
  image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1",
  cpu: 128,
  memory: 256,
  environment: [{ name: "PASSWORD", value: ENVIRONMENT_VALUE }],
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": "/ecs/api",
      "awslogs-region": REGION,
      "awslogs-stream-prefix": "run",
    },
  },
});

/** The EC2 API is no JSON protocol; one id is all that is needed of it. */
async function first(url: string, action: string, pattern: RegExp): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `AWS4-HMAC-SHA256 Credential=a/20200101/${REGION}/ec2/aws4_request, SignedHeaders=host, Signature=x`,
    },
    body: `Action=${action}&Version=2016-11-15`,
  });
  const found = pattern.exec(await response.text())?.[0];
  if (found === undefined) throw new Error(`moto has no answer to ${action}`);
  return found;
}

/** A state of a task as DescribeTasks describes it: constructed for a test, laid over what moto says of the task. */
export type TaskState = Body;

export interface Life {
  /** The states that one look after the other sees; the last one stays. `MISSING`: not found. */
  readonly states: readonly (TaskState | "MISSING")[];
  /** Lines in the log of every container, while the task is there. */
  readonly log?: readonly string[];
  /** Answers before everything else. */
  readonly first?: Handler;
  /** Whether StopTask has an effect. Default: true. */
  readonly stops?: boolean;
  /** A life per task, in the order they are started; the last one counts for all that follow. */
  readonly next?: Life;
}

/** Lets the tasks that the canary starts live that way. moto still knows which of them are stopped. */
export function live(world: World, life: Life): void {
  const lives = new Map<string, { readonly life: Life; looks: number; stopped: boolean }>();
  let coming: Life = life;
  world.proxy.handle(async (call) => {
    const early = await life.first?.(call);
    if (early !== undefined) return early;
    if (call.action === "RunTask") {
      const answer = await call.forward();
      for (const { taskArn } of tasksOf(answer)) {
        if (lives.has(String(taskArn))) continue;
        lives.set(String(taskArn), { life: coming, looks: 0, stopped: false });
        coming = coming.next ?? coming;
      }
      return answer;
    }
    if (call.action === "StopTask") {
      const known = lives.get(String(call.body["task"]));
      if (known?.life.stops === false) return { status: 200, body: {} };
      if (known !== undefined) known.stopped = true;
      return undefined;
    }
    if (call.action === "GetLogEvents")
      return {
        status: 200,
        body: { events: (life.log ?? []).map((message, timestamp) => ({ message, timestamp })) },
      };
    return call.action === "DescribeTasks" ? describe(world, call, lives) : undefined;
  });
}

async function describe(
  world: World,
  call: ApiCall,
  lives: ReadonlyMap<string, { readonly life: Life; looks: number; readonly stopped: boolean }>,
): Promise<Answer | Fault | undefined> {
  const answer = await call.forward();
  const tasks: Body[] = [];
  const failures: Body[] = [];
  for (const task of tasksOf(answer)) {
    const arn = String(task["taskArn"]);
    const known = lives.get(arn);
    if (known === undefined || known.stopped) {
      tasks.push(task);
      continue;
    }
    const { states } = known.life;
    const state = states[Math.min(known.looks, states.length - 1)] ?? {};
    known.looks += 1;
    if (state === "MISSING") failures.push({ arn, reason: "MISSING" });
    else tasks.push({ ...withoutEnd(task), ...state });
    if (state !== "MISSING" && state["lastStatus"] === "STOPPED")
      await world.ecs.send(new StopTaskCommand({ cluster: "main", task: arn }));
  }
  return { status: 200, body: { tasks, failures } };
}

const tasksOf = ({ body }: Answer): readonly Body[] =>
  (body as { readonly tasks?: readonly Body[] }).tasks ?? [];

/** moto describes every task with a status of its own. */
const withoutEnd = (task: Body): Body =>
  Object.fromEntries(
    Object.entries(task).filter(([name]) => !["stoppedReason", "containers"].includes(name)),
  );

/** Seconds since the epoch, as the JSON protocol writes times. */
const at = (seconds: number): number => 1_800_000_000 + seconds;

const CREATED = { createdAt: at(0), desiredStatus: "RUNNING" };
export const PROVISIONING: TaskState = { ...CREATED, lastStatus: "PROVISIONING" };
export const PULLING: TaskState = {
  ...CREATED,
  lastStatus: "PENDING",
  connectivityAt: at(8),
  pullStartedAt: at(12),
};
export const RUNNING: TaskState = {
  ...PULLING,
  lastStatus: "RUNNING",
  pullStoppedAt: at(20),
  startedAt: at(22),
  containers: [{ name: "api", lastStatus: "RUNNING" }],
};

/** A task that ended, with its container's exit code or reason. */
export const stopped = (
  stoppedReason: string,
  ended: { readonly exitCode?: number; readonly reason?: string; readonly started?: boolean } = {},
): TaskState => {
  const { started = true, ...containerEnd } = ended;
  return {
    ...(started ? RUNNING : { ...CREATED, connectivityAt: at(8) }),
    lastStatus: "STOPPED",
    desiredStatus: "STOPPED",
    stopCode: started ? "EssentialContainerExited" : "TaskFailedToStart",
    stoppedReason,
    stoppingAt: at(40),
    stoppedAt: at(50),
    containers: [{ name: "api", lastStatus: "STOPPED", ...containerEnd }],
  };
};
