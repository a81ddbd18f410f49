import assert from "node:assert/strict";
import { explainService } from "../../../launch/failures/explain-service";

const event = (message: string, createdAt?: string): object => ({
  id: "1",
  message,
  ...(createdAt === undefined ? {} : { createdAt }),
});
const steady = event("(service web) has reached a steady state.");
const started = event("(service web) has started 1 tasks: (task 0123).");
const impaired = event("(service web) is unable to consistently start tasks successfully.");
const noImage = event(
  "(service web) was unable to place a task. Reason: CannotPullContainerError: manifest for web:2 not found: manifest unknown.",
);
const running = { desiredCount: 2, runningCount: 2 };
const short = { desiredCount: 2, runningCount: 0 };

/** Services as DescribeServices returns them, constructed after the API's types. */
const cases: readonly { name: string; service: object; cause: string }[] = [
  {
    name: "a service that is steady",
    service: { ...running, events: [steady, started] },
    cause: "steady-state",
  },
  {
    name: "a fault before the last steady state is over",
    service: { ...running, events: [steady, noImage, impaired] },
    cause: "steady-state",
  },
  {
    name: "a fault after the last steady state",
    service: { ...short, events: [started, impaired, noImage, started, steady] },
    cause: "image-not-found",
  },
  {
    name: "the event that says why, among those that say that",
    service: { ...short, events: [impaired, started, noImage] },
    cause: "image-not-found",
  },
  {
    name: "only that tasks fail",
    service: { ...short, events: [impaired, started] },
    cause: "tasks-fail-to-start",
  },
  {
    name: "a rollback that ended steady hides what failed before it",
    service: {
      ...running,
      deployments: [
        {
          status: "PRIMARY",
          rolloutState: "COMPLETED",
          rolloutStateReason: "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.",
        },
      ],
      events: [
        steady,
        event("(service web) rolling back to (deployment ecs-svc/1)."),
        impaired,
        noImage,
        steady,
      ],
    },
    cause: "image-not-found",
  },
  {
    name: "the deployment's own reason where no event says it",
    service: {
      ...short,
      events: [started],
      deployments: [
        {
          rolloutState: "FAILED",
          rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
        },
      ],
    },
    cause: "tasks-fail-to-start",
  },
  {
    name: "events in another order, sorted by their times",
    service: {
      ...running,
      events: [
        event(
          "(service web) was unable to place a task. Reason: Capacity is unavailable at this time.",
          "2026-01-01T00:00:00Z",
        ),
        event("(service web) has reached a steady state.", "2026-01-01T01:00:00Z"),
      ],
    },
    cause: "steady-state",
  },
  { name: "a deleted service", service: { status: "INACTIVE", events: [] }, cause: "service-not-active" },
  { name: "nothing to go by", service: { ...short, events: [] }, cause: "unknown" },
  {
    name: "events nobody knows",
    service: { ...short, events: [event("(service web) did something new")] },
    cause: "unknown",
  },
];

describe("explainService", () => {
  for (const { name, service, cause } of cases) {
    it(name, () => {
      assert.equal(
        explainService({ services: [{ serviceName: "web", ...service }], failures: [] }).cause,
        cause,
      );
      assert.equal(explainService({ serviceName: "web", ...service }).cause, cause);
    });
  }

  it("says that a service is missing", () => {
    assert.equal(
      explainService({ services: [], failures: [{ arn: "a", reason: "MISSING" }] }).cause,
      "resource-not-found",
    );
  });

  it("names the service", () => {
    assert.equal(
      explainService({ serviceName: "web", ...short, events: [impaired] }).extracted["service"],
      "web",
    );
  });
});
