import { isUnknown, mapKnown, Unknown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { registersForFargate } from "../../launch/model/platform";
import { cpuUnits, memoryMiB } from "../../launch/model/size";
import { partialSum } from "../../launch/model/sum";
import type { Container, TaskDefinition } from "../../launch/model/task-definition";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

export const containersFitTask: Rule = {
  id: "containers-fit-task",
  title: "The containers fit into the task",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS registers no task whose containers ask for more cpu or memory than the task has.",
  remedy: "Lower `cpu`, `memory` or `memoryReservation` of the containers, or raise those of the task.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    "https://github.com/aws/aws-cdk/issues/24629",
    "https://github.com/pulumi/pulumi-awsx/issues/1220",
    "https://github.com/cloudnativedaysjp/dreamkast-infra/pull/4766",
  ],
  evidence: "observed",
  stoppedReasons: [
    "The 'memory' setting for container is greater than for the task.",
    "The sum of all container 'memoryReservation' values cannot be greater than the value of the task 'memory'.",
    "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
  ],
  decidedBy: "resource",
  *judge(launch) {
    const { cpu, memory, ref, containers } = launch.taskDefinition;
    if (isUnknown(containers)) {
      yield {
        subject: `the containers of ${ref.name} fit into the task`,
        verdict: unknown(containers.because),
      };
      return;
    }
    const taskCpu = read(cpu, cpuUnits, "cpu");
    const taskMemory = read(memory, memoryMiB, "memory");
    if (taskCpu !== undefined) yield judgeCpu(taskCpu, launch);
    if (taskMemory !== undefined) yield judgeReservations(taskMemory, launch);
    yield* eachContainer(launch, "the memory fits into the task", (container, name) =>
      judgeContainer(container, name, taskMemory, launch),
    );
  },
};

function read(
  written: Known<string | undefined>,
  toNumber: (text: string) => number | undefined,
  what: string,
): Known<number | undefined> {
  return mapKnown(written, (text) => {
    if (text === undefined) return undefined;
    return toNumber(text) ?? new Unknown(`the task's ${what} is no amount that ECS takes`);
  });
}

const of = (
  { containers }: TaskDefinition,
  amount: (container: Container) => Known<number | undefined>,
): Known<number | undefined>[] =>
  isUnknown(containers) ? [containers] : containers.map((container) => mapKnown(container, amount));

function judgeCpu(task: Known<number>, launch: Launch): Judgement {
  const { taskDefinition } = launch;
  const sum = partialSum(of(taskDefinition, ({ cpu }) => cpu));
  return {
    subject: `the cpu of the containers of ${taskDefinition.ref.name} fits into the task`,
    verdict: compare(sum.known, sum.missing, task, "cpu", launch),
    stoppedReason:
      "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
    remedy:
      "Lower `cpu` of the containers (0 leaves them what the others do not use), or raise `cpu` of the task.",
  };
}

/**
 * ECS's answer names reservations only; that limits count where no reservation is given is documented, and not
 * on record, so they alone make it a suspicion.
 */
function judgeReservations(task: Known<number>, launch: Launch): Judgement {
  const { taskDefinition } = launch;
  const reserved = partialSum(of(taskDefinition, ({ memoryReservation }) => memoryReservation));
  const verdict = compare(reserved.known, reserved.missing, task, "memoryReservation", launch);
  const limits = partialSum(
    of(taskDefinition, ({ memory, memoryReservation }) =>
      mapKnown(memoryReservation, (reservation) =>
        reservation === undefined || reservation === 0 ? memory : reservation,
      ),
    ),
  );
  const overLimits = verdict.is === "met" && !isUnknown(task) && limits.known > task;
  return {
    subject: `the memory that the containers of ${taskDefinition.ref.name} reserve fits into the task`,
    verdict: overLimits
      ? unknown(
          "whether limits count as reserved where no memoryReservation is given is not certain",
          `the containers' memory adds up to ${limits.known} MiB, and the task has ${task} MiB`,
        )
      : openLimits(verdict, limits.missing),
    stoppedReason:
      "The sum of all container 'memoryReservation' values cannot be greater than the value of the task 'memory'.",
  };
}

const openLimits = (verdict: Verdict, missing: string | undefined): Verdict =>
  verdict.is === "met" && missing !== undefined ? unknown(missing) : verdict;

function* judgeContainer(
  container: Container,
  name: string,
  task: Known<number | undefined>,
  launch: Launch,
): Iterable<Judgement> {
  const { memory, memoryReservation } = container;
  if (memory === undefined || memory === 0) return;
  if (task !== undefined) {
    yield {
      subject: `the memory of container ${name} fits into the task`,
      verdict: isUnknown(memory)
        ? unknown(memory.because)
        : compare(memory, undefined, task, "memory", launch),
      stoppedReason: `The 'memory' setting for container '${name}' is greater than for the task.`,
    };
  }
  if (memoryReservation === undefined || memoryReservation === 0) return;
  yield {
    subject: `the memory of container ${name} is not below its reservation`,
    verdict: judgeReservation(memory, memoryReservation),
    stoppedReason: "ClientException",
    remedy: "Raise `memory` to `memoryReservation` or above, or lower `memoryReservation`.",
  };
}

function judgeReservation(memory: Known<number>, reservation: Known<number>): Verdict {
  if (isUnknown(memory)) return unknown(memory.because);
  if (isUnknown(reservation)) return unknown(reservation.because);
  const amounts = `memory is ${memory} MiB and memoryReservation ${reservation} MiB`;
  return memory < reservation ? unmet(amounts) : met(amounts);
}

function compare(
  asked: number,
  missing: string | undefined,
  task: Known<number>,
  what: string,
  launch: Launch,
): Verdict {
  if (isUnknown(task)) return unknown(task.because);
  const sentence = `${what} is ${asked}, and the task has ${task}`;
  if (asked <= task) return missing === undefined ? met(sentence) : unknown(missing);
  return ignoresTaskSize(launch) ? unknown("Windows on EC2 ignores the size of the task") : unmet(sentence);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size */
function ignoresTaskSize(launch: Launch): boolean {
  const system = launch.taskDefinition.operatingSystem;
  if (registersForFargate(launch) === true || system === undefined) return false;
  return isUnknown(system) || system.startsWith("WINDOWS");
}
