import assert from "node:assert/strict";
import { explainService } from "../../../launch/failures/explain-service";
import { explainTask } from "../../../launch/failures/explain-task";

const eni = (id?: string): object => ({
  type: "ElasticNetworkInterface",
  status: "DELETED",
  details: [
    { name: "subnetId", value: "subnet-0a1b2c3d4e5f60718" },
    ...(id === undefined ? [] : [{ name: "networkInterfaceId", value: id }]),
  ],
});
const stopped = {
  taskArn: "arn:aws:ecs:eu-west-1:111122223333:task/c/0123456789abcdef0123456789abcdef",
  lastStatus: "STOPPED",
  stoppedAt: "2026-01-01T00:05:00Z",
};
const exited = {
  ...stopped,
  stopCode: "EssentialContainerExited",
  stoppedReason: "Essential container in task exited",
};
const failed = { ...stopped, stopCode: "TaskFailedToStart", stoppedReason: "Task failed to start" };

/** Tasks as DescribeTasks returns them, constructed after the API's types. */
const cases: readonly {
  name: string;
  task: object;
  cause: string;
  stage?: string | null;
  confidence?: string;
}[] = [
  {
    name: "the container's reason says more than the task's",
    task: {
      ...failed,
      containers: [
        { name: "web", reason: "CannotPullContainerError: manifest for web:2 not found: manifest unknown" },
      ],
    },
    cause: "image-not-found",
    stage: "pull",
  },
  {
    name: "killed for memory, with the reason",
    task: {
      ...exited,
      startedAt: 1,
      containers: [
        { name: "web", exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" },
      ],
    },
    cause: "container-out-of-memory",
    confidence: "certain",
  },
  {
    name: "exit code 137 without a reason stays open",
    task: { ...exited, startedAt: 1, containers: [{ name: "web", exitCode: 137 }] },
    cause: "exit-137",
    confidence: "ambiguous",
  },
  { name: "exit code 1", task: { ...exited, containers: [{ name: "web", exitCode: 1 }] }, cause: "exit-1" },
  {
    name: "the container that failed, not the one stopped after it",
    task: {
      ...exited,
      containers: [
        { name: "log", exitCode: 143 },
        { name: "web", exitCode: 2 },
      ],
    },
    cause: "exit-other",
  },
  {
    name: "one finished, the other was stopped after it",
    task: {
      ...exited,
      containers: [
        { name: "log", exitCode: 143 },
        { name: "web", exitCode: 0 },
      ],
    },
    cause: "exit-0",
  },
  {
    name: "137 after a scaling activity is no fault",
    task: {
      ...stopped,
      stopCode: "ServiceSchedulerInitiated",
      stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)",
      containers: [{ exitCode: 137 }],
    },
    cause: "scaling-activity",
    confidence: "certain",
  },
  {
    name: "stopped by a person with a reason of their own",
    task: {
      ...stopped,
      stopCode: "UserInitiated",
      stoppedReason: "maintenance window",
      containers: [{ exitCode: 143 }],
    },
    cause: "task-stopped-by-user",
  },
  {
    name: "Spot, by the stop code alone",
    task: { ...stopped, stopCode: "SpotInterruption", containers: [{ exitCode: 143 }] },
    cause: "spot-interrupted",
  },
  {
    name: "the load balancer, not the exit code that followed",
    task: {
      ...stopped,
      stopCode: "ServiceSchedulerInitiated",
      stoppedReason:
        "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0)",
      containers: [{ exitCode: 137 }],
    },
    cause: "load-balancer-health-check-failed",
    stage: "health",
  },
  {
    name: "a failure without a reason has the stage that its times prove",
    task: { ...failed, pullStartedAt: 1 },
    cause: "task-failed-to-start",
    stage: "pull",
  },
  {
    name: "an unknown reason during the pull",
    task: { ...stopped, stoppedReason: "Something new", pullStartedAt: 1 },
    cause: "unknown",
    stage: "pull",
  },
  {
    name: "an unknown reason after the pull",
    task: { ...stopped, stoppedReason: "Something new", pullStartedAt: 1, pullStoppedAt: 2 },
    cause: "unknown",
    stage: "start",
  },
  {
    name: "an unknown reason without a network interface",
    task: { ...stopped, stoppedReason: "Something new", attachments: [eni()] },
    cause: "unknown",
    stage: "place",
  },
  {
    name: "an unknown reason with a network interface",
    task: { ...stopped, stoppedReason: "Something new", attachments: [eni("eni-0")] },
    cause: "unknown",
    stage: null,
  },
  {
    name: "a reason in an attachment",
    task: {
      ...failed,
      attachments: [
        {
          type: "AmazonElasticBlockStorage",
          status: "FAILED",
          details: [
            {
              name: "statusReason",
              value: "ECS timed out while configuring the EBS volume attachment to your Task.",
            },
          ],
        },
      ],
    },
    cause: "ebs-volume-failed",
  },
  { name: "a running task", task: { lastStatus: "RUNNING", healthStatus: "HEALTHY" }, cause: "task-running" },
  {
    name: "a running task that is unhealthy",
    task: { lastStatus: "RUNNING", healthStatus: "UNHEALTHY" },
    cause: "container-unhealthy",
  },
  { name: "a task on its way", task: { lastStatus: "PENDING" }, cause: "task-on-its-way" },
  {
    name: "members in the spelling of the .NET SDK",
    task: { LastStatus: "STOPPED", StoppedReason: "Your Spot Task was interrupted." },
    cause: "spot-interrupted",
  },
];

describe("explainTask", () => {
  for (const { name, task, cause, stage, confidence } of cases) {
    for (const [form, described] of Object.entries({
      bare: task,
      answer: { tasks: [task], failures: [] },
      event: { "detail-type": "ECS Task State Change", detail: task },
    })) {
      it(`${name} (${form})`, () => {
        const explanation = explainTask(described);
        assert.equal(explanation.cause, cause);
        if (stage !== undefined) assert.equal(explanation.stage, stage);
        if (confidence !== undefined) assert.equal(explanation.confidence, confidence);
      });
    }
  }

  it("names the container, the subnet and the task", () => {
    const { extracted } = explainTask({
      ...failed,
      attachments: [eni()],
      containers: [{ name: "web", image: "web:2", reason: "CannotPullContainerError: …" }],
    });
    assert.equal(extracted["container"], "web");
    assert.equal(extracted["image"], "web:2");
    assert.equal(extracted["subnet"], "subnet-0a1b2c3d4e5f60718");
    assert.equal(extracted["task"], "0123456789abcdef0123456789abcdef");
  });

  it("explains the most telling of several tasks", () => {
    const { cause } = explainTask({
      tasks: [
        { ...exited, containers: [{ exitCode: 1 }] },
        { ...failed, stoppedReason: "OutOfMemoryError: Container killed due to memory usage" },
      ],
    });
    assert.equal(cause, "container-out-of-memory");
  });

  it("reads RunTask's failures beside an empty list of tasks", () => {
    assert.equal(
      explainTask({ tasks: [], failures: [{ arn: "a", reason: "AGENT" }] }).cause,
      "agent-disconnected",
    );
  });

  it("never shows what the overrides hold", () => {
    const overrides = {
      containerOverrides: [
        { name: "web", environment: [{ name: "KEY", value: "hunter2" }], command: ["hunter2"] },
      ],
    };
    assert.doesNotMatch(
      JSON.stringify(explainTask({ ...exited, overrides, containers: [{ name: "web", exitCode: 1 }] })),
      /hunter2/,
    );
    assert.doesNotMatch(JSON.stringify(explainTask({ lastStatus: "STOPPED", overrides })), /hunter2/);
  });

  it("takes no object for a word, even one that cannot be turned into one", () => {
    const odd = { toString: 1, valueOf: 1 };
    const attachments = [{ type: odd, details: [{ name: odd, value: odd }] }];
    const containers = [{ name: odd, reason: odd, exitCode: odd }];
    assert.equal(explainTask({ ...stopped, stopCode: odd, attachments, containers }).cause, "unknown");
    assert.equal(
      explainService({ serviceName: "web", runningCount: odd, desiredCount: odd }).cause,
      "unknown",
    );
  });
});
