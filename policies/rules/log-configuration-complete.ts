import { isUnknown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { fault, suspect, worstOf, type Answer } from "../../launch/model/answer";
import { LOG_DRIVERS, logDriver, type LogDriver } from "../../launch/model/log-driver";
import { judgeFirelens } from "../../launch/model/firelens";
import { judgeAwslogs, judgeOptionNames, judgeRequired, optionsOf } from "../../launch/model/log-options";
import { registersForFargate } from "../../launch/model/platform";
import type { Container, LogConfiguration } from "../../launch/model/task-definition";
import { met, unknown } from "../../launch/verdict";
import { eachContainer, type Rule } from "../rule";

const FARGATE_DRIVERS = LOG_DRIVERS.filter(({ fargate }) => fargate).map(({ name }) => name);

export const logConfigurationComplete: Rule = {
  id: "log-configuration-complete",
  title: "Log configurations are complete",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS rejects log drivers that the launch type lacks and options that the driver lacks; a task without a log region is accepted and then does not start.",
  remedy: "Use a log driver that the launch type has, with the options it asks for and no others.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    "https://github.com/aws/amazon-ecs-agent/issues/872",
  ],
  evidence: "observed",
  stoppedReasons: [
    "Log driver awslogs requires options:",
    "Log driver awslogs disallows options:",
    "Log driver awslogs option 'awslogs-group'",
    "Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs.",
    "ResourceInitializationError: failed to validate logger args: unable to get awslogs driver arguments: awslogs-region is required",
    "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.",
    "When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.",
  ],
  decidedBy: "resource",
  *judge(launch) {
    yield* eachContainer(launch, "log configuration is complete", function* (container, name) {
      const log = container.logConfiguration;
      if (isUnknown(log)) {
        yield {
          subject: `log configuration of container ${name} is complete`,
          verdict: unknown(log.because),
        };
      } else if (log !== undefined) {
        yield {
          subject: `log driver of container ${name} is one that its launch type has`,
          ...judgeDriver(log.driver, launch),
        };
        yield {
          subject: `log options of container ${name} are complete`,
          ...judgeOptions(log, container, launch),
        };
      }
    });
    yield* judgeFirelens(launch);
  },
};

function judgeDriver(name: LogConfiguration["driver"], launch: Launch): Answer {
  if (isUnknown(name)) return { verdict: unknown(name.because) };
  if (name === undefined) {
    return fault("logConfiguration names no driver", { remedy: "Set `logDriver`, such as `awslogs`." });
  }
  const fargate = registersForFargate(launch);
  const driver = logDriver(name);
  if (driver?.fargate === true) return { verdict: met(`every launch type has ${name}`) };
  if (fargate === true) {
    return fault(`Fargate has no log driver ${name}`, {
      stoppedReason: `${name} is not a valid log driver. Must be one of [${FARGATE_DRIVERS.join(", ")}]`,
      remedy: `Set \`logDriver\` to one of ${FARGATE_DRIVERS.join(", ")}.`,
    });
  }
  const names = LOG_DRIVERS.map((known) => known.name).join(", ");
  if (driver === undefined) {
    return suspect(
      `an agent of one's own could have a log driver ${name}`,
      `the API's log drivers are ${names}, not ${name}`,
      `Set \`logDriver\` to one of ${names}.`,
    );
  }
  return isUnknown(fargate)
    ? { verdict: unknown(fargate.because) }
    : { verdict: met(`container instances can have ${name}`) };
}

function judgeOptions(log: LogConfiguration, container: Container, launch: Launch): Answer {
  const malformed = launch.taskDefinition.malformed.find(({ path }) =>
    path.startsWith(`containerDefinitions[${container.index}].logConfiguration`),
  );
  if (malformed !== undefined) return { verdict: unknown(`${malformed.path} ${malformed.problem}`) };
  const driver = driverOf(log.driver);
  if (driver === undefined) return { verdict: unknown("the options of this log driver are not known") };
  if (isUnknown(driver)) return { verdict: unknown(driver.because) };
  const options = optionsOf(log);
  const answers = [...judgeRequired(options, driver), ...judgeOptionNames(options, driver, launch)];
  return worstOf(
    driver.name === "awslogs" ? [...answers, ...judgeAwslogs(options, launch)] : answers,
    "what it asks for is there, and nothing it does not know",
  );
}

function driverOf(name: Known<string | undefined>): Known<LogDriver | undefined> {
  if (isUnknown(name)) return name;
  return name === undefined ? undefined : logDriver(name);
}
