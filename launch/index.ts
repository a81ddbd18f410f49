/** The launch model: `ecs-preflight/launch`. */
export { isKnown, isUnknown, Unknown, UnknownJson, UnknownOutput, UnknownText, type Known } from "./known";
export { all, any, met, unknown, unmet, type Verdict } from "./verdict";
export { absent, literal, unseen, type Reference, type ResourceRef } from "./reference";
export {
  STAGES,
  type Kind,
  type Launch,
  type LaunchType,
  type Level,
  type Requirement,
  type Stage,
} from "./launch";
export { DEFAULT_SETTINGS, type Settings } from "./settings";
export { Catalogue } from "./model/catalogue";
export type { CloudModel } from "./model/cloud-model";
export type { Container, TaskDefinition } from "./model/task-definition";
export type { LaunchSite } from "./model/launch-site";
export type { AttachedPolicy, Role } from "./model/role";
export { readApiTaskDefinition, readTaskDefinition } from "./model/read-task-definition";
export { parseImage, type ImageFault, type ImageReference } from "./model/image";
export { mayDo, type Decision } from "./iam/evaluate";
export { mayAssume } from "./iam/trust";
export { explainJson, explainText } from "./failures/explain-text";
export { explainTask } from "./failures/explain-task";
export { explainService } from "./failures/explain-service";
export type { Explanation } from "./failures/explanation";
