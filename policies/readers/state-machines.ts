import type { StateMachine } from "../../launch/model/run-task";
import type { StackView } from "../view";

export function readStateMachines(stack: StackView): StateMachine[] {
  return stack
    .ofType("aws:sfn/stateMachine:StateMachine")
    .filter(({ resource }) => !resource.external)
    .map((view) => ({
      ref: view.ref,
      role: view.reference("roleArn"),
      definition: view.text("definition"),
      definitionFrom: view.from("definition"),
      region: view.region,
    }));
}
