import { isUnknown, Unknown, type Known } from "../../launch/known";
import { isMalformed } from "../../launch/model/malformations";
import type { Container, TaskDefinition } from "../../launch/model/task-definition";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { eachContainer, type Rule } from "../rule";

export const memoryLimitSet: Rule = {
  id: "memory-limit-set",
  title: "The task or each container says how much memory it takes",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "Without memory of the task, ECS registers no container that sets neither a limit nor a reservation.",
  remedy: "Set `memory` or `memoryReservation` of the container, or `memory` of the task definition.",
  sources: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"],
  evidence: "observed",
  stoppedReasons: [
    "Invalid setting for container. At least one of 'memory' or 'memoryReservation' must be specified.",
  ],
  decidedBy: "resource",
  *judge(launch) {
    const forFargate = asksForFargate(launch.taskDefinition);
    // Fargate requires memory of the task, which fargate-size-valid says.
    if (forFargate === true) return;
    yield* eachContainer(launch, "memory is set", (container, name) => [
      {
        subject: `memory is set for container ${name} or its task`,
        verdict: judgeContainer(container, launch.taskDefinition, forFargate),
        stoppedReason: `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
      },
    ]);
  },
};

/** Registration knows what the task definition asks for, and no launch site. */
function asksForFargate({ requiresCompatibilities: given }: TaskDefinition): Known<boolean> {
  if (isUnknown(given)) return given;
  if (given?.includes("FARGATE") === true) return true;
  const open = given?.find(isUnknown);
  return open instanceof Unknown ? open : false;
}

function judgeContainer(
  container: Container,
  taskDefinition: TaskDefinition,
  forFargate: Known<boolean>,
): Verdict {
  const { memory, memoryReservation } = container;
  const amounts = [taskDefinition.memory, memory, memoryReservation];
  if (taskDefinition.memory !== undefined && !isUnknown(taskDefinition.memory))
    return met(`the task has memory ${taskDefinition.memory}`);
  if (isAmount(memory)) return met(`the container has memory ${memory}`);
  if (isAmount(memoryReservation)) return met(`the container has memoryReservation ${memoryReservation}`);
  const open = amounts.find(isUnknown);
  if (open instanceof Unknown) return unknown(open.because);
  if (memory !== undefined || memoryReservation !== undefined)
    return unknown("whether ECS takes an amount of 0 for one that is set is not documented");
  if (["memory", "memoryReservation"].some((property) => isMalformed(taskDefinition, container, property)))
    return unknown("the amount was lost (container-definitions-resolved)");
  if (isUnknown(forFargate)) return unknown(forFargate.because);
  return unmet("neither the task nor the container sets memory, and the container no memoryReservation");
}

const isAmount = (amount: Known<number | undefined>): amount is number =>
  typeof amount === "number" && amount > 0;
