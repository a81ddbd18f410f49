import type { TaskDefinition } from "../../launch/model/task-definition";
import { readTaskDefinition } from "../../launch/model/read-task-definition";
import type { ResourceView, StackView } from "../view";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

export function readTaskDefinitions(stack: StackView): TaskDefinition[] {
  return stack.ofType(TASK_DEFINITION).map((view) =>
    readTaskDefinition({
      ref: view.ref,
      get: (property) => (BLOCKS.has(property) ? view.block(property) : view.get(property)),
      reference: (property) => view.reference(property),
      from: (property) => view.from(property),
      region: view.region,
    }),
  );
}

/** Single blocks, which Terraform's state keeps as lists of one. */
const BLOCKS = new Set(["runtimePlatform", "ephemeralStorage", "proxyConfiguration"]);

/** What a reference to a task definition can hold: its URN's outputs, its family, `family:revision`. */
export function textsOfTaskDefinition(stack: StackView) {
  return (taskDefinition: TaskDefinition): readonly unknown[] => {
    const view: ResourceView | undefined = stack.byUrn(taskDefinition.ref.id);
    return [taskDefinition.family, view?.outputText("arn"), view?.outputText("arnWithoutRevision")];
  };
}

/** `arn:…:task-definition/family:3` is also `family:3` and `family`. */
export function spellingsOfTaskDefinition(text: string): string[] {
  const name = text.slice(text.lastIndexOf("/") + 1);
  return [text, name, name.replace(/:[^:]*$/, "")];
}
