import { isUnknown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { cpuUnits, FARGATE_SIZES, memoryMiB, type FargateSize } from "../../launch/model/size";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { registersForFargate } from "../../launch/model/platform";
import type { Rule } from "../rule";

export const fargateSizeValid: Rule = {
  id: "fargate-size-valid",
  title: "Fargate has this task size",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "Fargate offers fixed pairs of task CPU and memory, and ECS rejects every other.",
  remedy: "Set `cpu` and `memory` of the task definition to one of Fargate's pairs.",
  sources: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"],
  evidence: "observed",
  stoppedReasons: ["No Fargate configuration exists for given values"],
  decidedBy: "resource",
  *judge(launch) {
    const fargate = registersForFargate(launch);
    if (fargate === false) return;
    const { cpu, memory, ref } = launch.taskDefinition;
    const subject = `cpu and memory of ${ref.name} are a size that Fargate has`;
    if (isUnknown(fargate)) yield { subject, verdict: unknown(fargate.because) };
    else yield { subject, ...judgeSize(cpu, memory, launch) };
  },
};

function judgeSize(
  cpu: Known<string | undefined>,
  memory: Known<string | undefined>,
  launch: Launch,
): Pick<Sized, "verdict" | "stoppedReason" | "remedy"> {
  if (cpu === undefined) return missing("cpu");
  if (memory === undefined) return missing("memory");
  if (isUnknown(cpu)) return { verdict: unknown(cpu.because) };
  const units = cpuUnits(cpu);
  const size = FARGATE_SIZES.find((candidate) => candidate.cpu === units);
  if (size === undefined) {
    return {
      verdict: unmet(`Fargate has no tasks with cpu ${cpu}`),
      ...(units === undefined ? { stoppedReason: "Invalid 'cpu' setting for task." } : {}),
      remedy: `Set \`cpu\` to one of ${FARGATE_SIZES.map(({ cpu: of }) => of).join(", ")}.`,
    };
  }
  if (isUnknown(memory)) return { verdict: unknown(memory.because) };
  return judgePair(size, cpu, memory, launch);
}

interface Sized {
  readonly verdict: Verdict;
  readonly stoppedReason?: string;
  readonly remedy?: string;
}

function missing(what: "cpu" | "memory"): Sized {
  return {
    verdict: unmet(`the task has no ${what}`),
    stoppedReason: `Fargate requires that '${what}' be defined at the task level.`,
  };
}

function judgePair(size: FargateSize, cpu: string, memory: string, { taskDefinition }: Launch): Sized {
  const mebibytes = memoryMiB(memory);
  if (mebibytes === undefined || !size.memory.includes(mebibytes)) {
    if (size.documentedOnly && mebibytes !== undefined) {
      const because = `the memory sizes of cpu ${cpu} are known from the developer guide only`;
      return { verdict: unknown(because, `the guide lists ${rangeOf(size)} for cpu ${cpu}, not ${memory}`) };
    }
    return {
      verdict: unmet(`Fargate has no tasks with cpu ${cpu} and memory ${memory}`),
      remedy: `Set \`memory\` to one of ${rangeOf(size)}, or choose another \`cpu\`.`,
    };
  }
  const system = taskDefinition.operatingSystem;
  if (size.linuxOnly && !isUnknown(system) && system !== undefined && system !== "LINUX") {
    return {
      verdict: unmet(`cpu ${cpu} exists for Linux only, and the operating system family is ${system}`),
    };
  }
  if (size.linuxOnly && isUnknown(system)) return { verdict: unknown(system.because) };
  const where = size.documentedOnly ? ", as the developer guide says" : "";
  return { verdict: met(`cpu ${cpu} and memory ${memory} are one of Fargate's sizes${where}`) };
}

function rangeOf({ memory }: FargateSize): string {
  const [first, second] = memory;
  if (memory.length < 4 || first === undefined || second === undefined) return memory.join(", ");
  return `${first}, ${second} … ${memory.at(-1)}`;
}
