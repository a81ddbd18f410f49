import assert from "node:assert/strict";
import { API_FAULTS } from "../support/faults";
import { describeWithMoto } from "../support/moto";
import { runService } from "../support/run";
import type { Body } from "../support/proxy";
import { REGION, startWorld, type World } from "../support/world";

const taskDefinition = `arn:aws:ecs:${REGION}:123456789012:task-definition/api:1`;

/** Constructed, with what the canary reads of the answers of ECS. */
const service = (rolloutState: "COMPLETED" | "FAILED"): Body => ({
  serviceName: "web",
  status: "ACTIVE",
  deployments: [
    { id: "ecs-svc/1", status: "PRIMARY", taskDefinition, desiredCount: 1, runningCount: 1, rolloutState },
  ],
});
const task: Body = {
  taskArn: `arn:aws:ecs:${REGION}:123456789012:task/main/1`,
  startedBy: "ecs-svc/1",
  lastStatus: "STOPPED",
  stoppedReason: "OutOfMemoryError: Container killed due to memory usage",
};
const EVIDENCE = ["ListTasks", "DescribeTasks", "DescribeTaskDefinition"] as const;

describeWithMoto("faults of the API between a ServiceCanary and ECS", function () {
  this.timeout(60_000);
  let world: World;
  before(async function () {
    this.timeout(60_000);
    world = await startWorld();
    await world.register();
  });
  after(() => world.end());

  const watch = (
    action: string,
    rolloutState: "COMPLETED" | "FAILED",
    { times, answer }: Pick<(typeof API_FAULTS)[number], "times" | "answer">,
  ): ReturnType<typeof runService> => {
    world.proxy.handle((call) => {
      if (call.action === action && call.before < times) return answer(call);
      const body = {
        DescribeServices: { services: [service(rolloutState)], failures: [] },
        ListTasks: { taskArns: [task["taskArn"]] },
        DescribeTasks: { tasks: [task], failures: [] },
      }[call.action];
      return body === undefined ? undefined : { status: 200, body };
    });
    return runService(world, {
      cluster: "main",
      service: "web",
      taskDefinition,
      stableSeconds: 4,
      timeoutSeconds: 120,
      logLines: 5,
      region: REGION,
    });
  };

  for (const fault of API_FAULTS) {
    it(`${fault.name} at DescribeServices`, async () => {
      const ran = await watch("DescribeServices", "COMPLETED", fault);
      assert.equal(ran.failure === undefined, fault.passes, ran.message);
      if (fault.says !== undefined) assert.match(ran.message, fault.says);
    });

    for (const action of EVIDENCE)
      it(`${fault.name} at ${action}, which only looks for the cause, hides no failure`, async () => {
        const ran = await watch(action, "FAILED", fault);
        assert.match(ran.message, /^The deployment of api:1 failed\./);
        // What lasts shorter than the fifteen seconds for evidence does not hide the cause either.
        const brief = fault.times < 3 && fault.name !== "no answer";
        if (brief && !fault.name.includes("nothing in it"))
          assert.match(ran.message, /container-out-of-memory/);
        if (fault.name === "a refusal")
          assert.match(ran.message, new RegExp(`evidence is missing: ecs:${action}: AccessDeniedException`));
        assert.ok(ran.seconds < 90, `${ran.seconds} s`);
      });
  }
});
