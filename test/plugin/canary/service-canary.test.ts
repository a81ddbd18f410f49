import type { Deployment, Service, ServiceEvent, Task } from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";
import type { ServiceCanarySpec } from "../../../plugin/canary/specification";
import { describeWithMoto } from "../support/moto";
import { apiError, type Answer, type Body } from "../support/proxy";
import { runService } from "../support/run";
import { REGION, startWorld, type World } from "../support/world";

const revision = (number: number): string =>
  `arn:aws:ecs:${REGION}:123456789012:task-definition/api:${number}`;

/** A deployment as DescribeServices describes it; constructed, with the SDK's types. */
const deployment = (change: Partial<Deployment> = {}): Deployment => ({
  id: "ecs-svc/2",
  status: "PRIMARY",
  taskDefinition: revision(2),
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  failedTasks: 0,
  rolloutState: "COMPLETED",
  rolloutStateReason: "ECS deployment ecs-svc/2 completed.",
  ...change,
});
const going = (change: Partial<Deployment> = {}): Deployment =>
  deployment({
    runningCount: 0,
    pendingCount: 2,
    rolloutState: "IN_PROGRESS",
    rolloutStateReason: "ECS deployment ecs-svc/2 in progress.",
    ...change,
  });
const old = (change: Partial<Deployment> = {}): Deployment =>
  deployment({ id: "ecs-svc/1", taskDefinition: revision(1), ...change });
const service = (deployments: readonly Deployment[], change: Partial<Service> = {}): Service => ({
  serviceName: "web",
  status: "ACTIVE",
  deployments: [...deployments],
  ...change,
});
const event = (message: string): ServiceEvent => ({ id: "1", message });

interface Case {
  readonly name: string;
  /** What one look after the other sees; undefined: no such service. The last one stays. */
  readonly looks: readonly (Service | undefined)[];
  readonly stoppedTask?: Task;
  readonly spec?: Partial<ServiceCanarySpec>;
  readonly passes: boolean;
  readonly says: readonly RegExp[];
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
const BREAKER = "ECS deployment circuit breaker: tasks failed to start.";

const cases: readonly Case[] = [
  {
    name: "completed and stable",
    looks: [service([going(), old({ status: "ACTIVE" })]), service([deployment()])],
    passes: true,
    says: [/completed and stable, 2 of 2 running/],
  },
  {
    name: "completed while the old deployment is still drained",
    looks: [service([deployment(), old({ status: "ACTIVE", rolloutState: "IN_PROGRESS" })])],
    passes: true,
    says: [/completed and stable/],
  },
  {
    name: "the update is seen late",
    looks: [service([old()]), service([old()]), service([going()]), service([deployment()])],
    passes: true,
    says: [/completed and stable/],
  },
  {
    name: "a new service is seen late",
    looks: [undefined, undefined, service([deployment()])],
    passes: true,
    says: [/completed and stable/],
  },
  {
    name: "no such service",
    looks: [undefined],
    passes: false,
    says: [/cluster main has no service web/i],
  },
  {
    name: "a first deployment that the circuit breaker stops",
    looks: [
      service([going()]),
      service([going({ rolloutState: "FAILED", rolloutStateReason: BREAKER, failedTasks: 3 })]),
    ],
    stoppedTask: {
      taskArn: `arn:aws:ecs:${REGION}:123456789012:task/main/1`,
      startedBy: "ecs-svc/2",
      taskDefinitionArn: revision(2),
      lastStatus: "STOPPED",
      stopCode: "TaskFailedToStart",
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
      stoppedReason:
        "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.",
    },
    passes: false,
    says: [
      /The deployment of api:2 failed\./,
      /requirement +log-group-exists/,
      /circuit breaker: tasks failed/,
    ],
  },
  {
    name: "a rollback",
    looks: [
      service([going(), old({ status: "ACTIVE" })]),
      service([
        old({ id: "ecs-svc/3" }),
        going({
          status: "ACTIVE",
          rolloutState: "FAILED",
          rolloutStateReason: `${BREAKER} rolling back to deploymentId ecs-svc/1.`,
        }),
      ]),
    ],
    passes: false,
    says: [/The deployment of api:2 failed, and ECS went back to api:1/],
  },
  {
    name: "a rollback that is over when the canary looks for the second time",
    looks: [service([going()]), service([old({ id: "ecs-svc/3" })])],
    passes: false,
    says: [/Revision api:2 was rolled back or replaced: api:1 is in place now/],
  },
  {
    name: "another revision in place from the beginning",
    looks: [service([old()])],
    passes: false,
    says: [/Service web deploys api:1, not api:2/],
  },
  {
    name: "a newer revision takes over",
    looks: [service([going()]), service([going({ id: "ecs-svc/3", taskDefinition: revision(3) })])],
    passes: false,
    says: [/api:3 is in place now/],
  },
  {
    name: "it flaps after it was completed, and never gets stable",
    looks: [service([deployment()]), service([going({ failedTasks: 2 })])],
    spec: { timeoutSeconds: 30 },
    passes: false,
    says: [/After 30 s it was still at: rollout: 0 of 2 running, 2 failed/],
  },
  {
    name: "no capacity: the events say so when the time is over",
    looks: [
      service([going()], {
        events: [
          event(
            "(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 1) has insufficient memory available.",
          ),
        ],
      }),
    ],
    spec: { timeoutSeconds: 20 },
    passes: false,
    says: [/insufficient-memory-on-instances/, /event: \(service web\) was unable to place/],
  },
  {
    name: "a service that is being deleted",
    looks: [service([deployment()], { status: "DRAINING" })],
    passes: false,
    says: [/Service web is DRAINING/],
  },
  {
    name: "nothing is wanted, so nothing is proven",
    looks: [service([deployment({ desiredCount: 0, runningCount: 0 })])],
    passes: true,
    says: [/desired count is 0: no task was started, nothing is proven/],
  },
  {
    name: "a task set of another deployment controller",
    looks: [
      service([], {
        taskSets: [
          {
            id: "ecs-svc/9",
            status: "PRIMARY",
            taskDefinition: revision(2),
            computedDesiredCount: 1,
            runningCount: 1,
            stabilityStatus: "STEADY_STATE",
          },
        ],
      }),
    ],
    passes: true,
    says: [/1 of 1 running/],
  },
];

describeWithMoto("ServiceCanary", () => {
  let world: World;
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    await world.register();
    await world.register();
  });
  after(() => world.end());

  const spec = (change: Partial<ServiceCanarySpec> = {}): ServiceCanarySpec => ({
    cluster: "main",
    service: "web",
    taskDefinition: revision(2),
    stableSeconds: 6,
    timeoutSeconds: 120,
    logLines: 5,
    region: REGION,
    ...change,
  });
  const ok = (body: Body): Answer => ({ status: 200, body });
  const show = ({ looks, stoppedTask }: Pick<Case, "looks" | "stoppedTask">, faults = 0): void =>
    world.proxy.handle(({ action, before }) => {
      if (action === "DescribeServices") {
        if (before < faults) return apiError("ThrottlingException", "Rate exceeded");
        const seen = looks[Math.min(before - faults, looks.length - 1)];
        return seen === undefined
          ? ok({ services: [], failures: [{ arn: "web", reason: "MISSING" }] })
          : ok({ services: [seen], failures: [] });
      }
      if (action === "ListTasks")
        return ok({ taskArns: stoppedTask === undefined ? [] : [stoppedTask.taskArn] });
      if (action === "DescribeTasks") return ok({ tasks: [stoppedTask], failures: [] });
      return undefined;
    });

  for (const { name, looks, stoppedTask, spec: change, passes, says } of cases)
    it(name, async () => {
      show({ looks, ...(stoppedTask === undefined ? {} : { stoppedTask }) });
      const ran = await runService(world, spec(change));
      assert.equal(ran.failure === undefined, passes, ran.message);
      for (const expected of says) assert.match(ran.message, expected);
      assert.ok(!world.proxy.calls.some(({ action }) => action === "RunTask"));
    });

  it("waits out throttling", async () => {
    show({ looks: [service([deployment()])] }, 4);
    assert.equal((await runService(world, spec())).failure, undefined);
  });

  it("says what it waits for", async () => {
    show({ looks: [service([going()]), service([going({ runningCount: 1 })]), service([deployment()])] });
    const { progress } = await runService(world, spec());
    assert.ok(progress.includes("rollout: 1 of 2 running"), progress.join("\n"));
  });
});
