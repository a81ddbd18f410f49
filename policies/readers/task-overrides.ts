import { isUnknown } from "../../launch/known";
import { field, listOf, number, parseJson, text } from "../../launch/json";
import { noOverrides, unseenOverrides, type TaskOverrides } from "../../launch/model/task-overrides";
import { absent, unseen } from "../../launch/reference";
import type { ResourceView } from "../view";

const ROLE = "aws:iam/role:Role";

/**
 * The overrides that an event target or a schedule sends in its input, which is JSON of the API's `TaskOverride`.
 *
 * @param property top-level property that `input` stands in
 */
export function overridesOf(input: unknown, view: ResourceView, property: string): TaskOverrides {
  if (isUnknown(input)) {
    // An input made of a role of this stack may name it; any other is taken to leave the roles as they are.
    const roles = view.from(property).filter((urn) => view.stack.byUrn(urn)?.resource.type === ROLE);
    return unseenOverrides(input, roles.length === 0 ? absent : unseen(input.because, roles));
  }
  const json = typeof input === "string" ? parseJson(input)?.value : undefined;
  if (json === undefined) return noOverrides;
  return {
    containers: listOf(field(json, "containerOverrides"), (container) => ({
      name: text(field(container, "name")),
      cpu: number(field(container, "cpu")),
      memory: number(field(container, "memory")),
      memoryReservation: number(field(container, "memoryReservation")),
    })),
    cpu: text(field(json, "cpu")),
    memory: text(field(json, "memory")),
    executionRole: view.referenceTo(field(json, "executionRoleArn"), property),
    taskRole: view.referenceTo(field(json, "taskRoleArn"), property),
  };
}
