import { isUnknown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { fault, suspect, worstOf, type Answer } from "../../launch/model/answer";
import type { Container, HealthCheck } from "../../launch/model/task-definition";
import { met, unknown, unmet } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

/** Seconds, but for `retries`. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const RANGES = {
  interval: [5, 300],
  timeout: [2, 60],
  retries: [1, 10],
  startPeriod: [0, 300],
} as const;

export const healthCheckValid: Rule = {
  id: "health-check-valid",
  title: "Health checks are ones that ECS runs",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS rejects a health check with numbers outside its ranges, and one whose command cannot run never becomes healthy.",
  remedy: "Keep to the ranges of the API, and begin the command with CMD or CMD-SHELL.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
    "https://github.com/moby/moby/blob/master/daemon/health.go",
    "https://github.com/aws/aws-cdk/issues/34389",
  ],
  evidence: "observed",
  stoppedReasons: ["Health check", "Task failed container health checks"],
  decidedBy: "resource",
  *judge(launch) {
    yield* eachContainer(launch, "health check is valid", function* (container, name) {
      const check = container.healthCheck;
      const subject = `health check of container ${name} is one that ECS runs`;
      if (isUnknown(check)) yield { subject, verdict: unknown(check.because) };
      else if (check !== undefined) {
        const command = judgeCommand(check, isWaitedFor(name, launch));
        yield {
          subject,
          ...worstOf([...judgeRanges(check), command], "numbers and command are in order"),
        };
      }
    });
    yield* judgeGracePeriod(launch);
  },
};

function judgeRanges(check: HealthCheck): Answer[] {
  return (Object.keys(RANGES) as (keyof typeof RANGES)[]).map((what): Answer => {
    const value = check[what];
    const [least, most] = RANGES[what];
    if (isUnknown(value)) return { verdict: unknown(value.because) };
    if (value === undefined || (value >= least && value <= most))
      return { verdict: met(`${what} is in range`) };
    return fault(`${what} is ${value}, and ECS takes ${least} to ${most}`, {
      stoppedReason: `Health check ${what} must be`,
      remedy: `Set \`${what}\` of the health check to ${least} to ${most}.`,
    });
  });
}

/** How Docker reads the command: moby's `daemon/health.go`, `getProbe` and `cmdProbe.run`. */
function judgeCommand({ command }: HealthCheck, waitedFor: boolean): Answer {
  if (isUnknown(command)) return { verdict: unknown(command.because) };
  const [how, program, ...more] = command;
  if (how === undefined) return fault("the health check has no command", { remedy: "Give it a `command`." });
  if (isUnknown(how)) return { verdict: unknown(how.because) };
  const never = "it would never become healthy";
  if (how !== "CMD" && how !== "CMD-SHELL") {
    const because =
      "the command begins with neither CMD nor CMD-SHELL, and what ECS does then is not documented";
    // A single program, such as the ADOT collector's `/healthcheck`, is known to register and to harm nothing.
    const harmless = program === undefined && !/\s/.test(how) && !waitedFor;
    return harmless
      ? { verdict: unknown(because) }
      : suspect(
          because,
          "Docker runs no check whose command begins with another word, so it would never report healthy",
        );
  }
  if (program === undefined) {
    return suspect(
      `what ECS does with ${how} alone is not documented`,
      `nothing follows ${how}, so ${never}`,
    );
  }
  if (isUnknown(program)) return { verdict: unknown(program.because) };
  if (how === "CMD" && more.length === 0 && /\s(-|https?:|\|\||&&)/.test(program)) {
    return suspect(
      "a program of that name may be in the image",
      `CMD takes the whole line for the name of one program, so ${never}`,
      "Write CMD-SHELL instead of CMD, or one list element per argument.",
    );
  }
  if (how === "CMD-SHELL" && more.length > 0) {
    return suspect(
      "the first word alone may be check enough",
      "the shell runs only the first element after CMD-SHELL; the others do not reach it as arguments",
      "Write the whole line as the one element after CMD-SHELL.",
    );
  }
  return { verdict: met("the command names a program") };
}

function isWaitedFor(name: string, { taskDefinition: { containers } }: Launch): boolean {
  if (isUnknown(containers)) return false;
  return containers.some((container) => {
    if (isUnknown(container) || isUnknown(container.dependsOn)) return false;
    return container.dependsOn.some(
      (dependency) =>
        !isUnknown(dependency) && dependency.containerName === name && dependency.condition === "HEALTHY",
    );
  });
}

/** A load balancer's failed checks count from the start, unless the service grants a grace period. */
function* judgeGracePeriod(launch: Launch): Iterable<Judgement> {
  const { site, taskDefinition } = launch;
  if (site?.kind !== "service" || isUnknown(site.loadBalancers)) return;
  for (const { containerName } of site.loadBalancers) {
    const container = isUnknown(containerName)
      ? undefined
      : containerOf(taskDefinition.containers, containerName);
    const period = startPeriodOf(container);
    if (period === undefined || containerName === undefined || isUnknown(containerName)) continue;
    const grace = site.healthCheckGracePeriod;
    yield {
      subject: `service ${site.ref.name} gives container ${containerName} its start period before the load balancer's checks count`,
      resource: site.ref,
      kind: "policy",
      level: "advisory",
      stoppedReason: "Task failed ELB health checks in",
      remedy: `Set \`healthCheckGracePeriodSeconds\` of ${site.ref.name} to ${period} or more.`,
      verdict: isUnknown(grace)
        ? unknown(grace.because)
        : (grace ?? 0) >= period
          ? met(`the grace period is ${String(grace)} s`)
          : unmet(
              `the grace period is ${grace ?? 0} s, and the health check of ${containerName} grants ${period} s to start`,
            ),
    };
  }
}

function containerOf(
  containers: Known<readonly Known<Container>[]>,
  name: string | undefined,
): Container | undefined {
  if (isUnknown(containers)) return undefined;
  return containers.find(
    (container): container is Container => !isUnknown(container) && container.name === name,
  );
}

function startPeriodOf(container: Container | undefined): number | undefined {
  const check = container?.healthCheck;
  if (check === undefined || isUnknown(check) || isUnknown(check.startPeriod)) return undefined;
  return check.startPeriod === 0 ? undefined : check.startPeriod;
}
