import { field, parseJson, text } from "../json";
import { isUnknown, Unknown } from "../known";
import { literal } from "../reference";
import type { CloudModel } from "./cloud-model";
import type { RunTask, StateMachine } from "./run-task";
import type { TaskDefinition } from "./task-definition";

const RUN_TASK = /:states:::ecs:runTask(\.sync|\.waitForTaskToken)?$/;

/**
 * The states of a machine that run a task definition. Unknown where its text is not known yet and comes from the task
 * definition; none where it names the task definition by a path into its input.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 */
export function statesThatRun(
  machine: StateMachine,
  taskDefinition: TaskDefinition,
  model: CloudModel,
): readonly RunTask[] | Unknown {
  const { definition, definitionFrom, region } = machine;
  if (isUnknown(definition))
    return definitionFrom.includes(taskDefinition.ref.id)
      ? new Unknown(`the definition of ${machine.ref.name} is not known: ${definition.because}`)
      : [];
  const parsed = definition === undefined ? undefined : parseJson(definition)?.value;
  return [...parametersOf(parsed)].flatMap((parameters): RunTask[] => {
    const named = text(field(parameters, "TaskDefinition"));
    if (typeof named !== "string" || model.taskDefinitions.resolve(literal(named)) !== taskDefinition)
      return [];
    const cluster = text(field(parameters, "Cluster"));
    return [{ taskDefinition, named, cluster: { text: cluster, from: [] }, region }];
  });
}

/** What the states that run tasks hand to ECS, at any depth. */
function* parametersOf(value: unknown): Iterable<unknown> {
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (next === null || typeof next !== "object") continue;
    const resource = field(next, "Resource");
    if (typeof resource === "string" && RUN_TASK.test(resource))
      yield field(next, "Parameters") ?? field(next, "Arguments");
    left.push(...Object.values(next as Record<string, unknown>));
  }
}
