import type { LogGroup } from "../../launch/model/logs";
import type { StackView } from "../view";

export function readLogGroups(stack: StackView): LogGroup[] {
  return stack.ofType("aws:cloudwatch/logGroup:LogGroup").map((view) => ({
    ref: view.ref,
    name: view.text("name") ?? view.outputText("name"),
    region: view.region,
  }));
}
