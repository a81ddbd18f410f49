import { existsSync } from "node:fs";
import { servicesIn } from "../../launch/failures/explain-service";
import { failuresIn, tasksIn } from "../../launch/failures/explain-task";
import { fields, list, member } from "../../launch/failures/json";
import { faultOfJson } from "../input-fault";

const DESCRIBE = {
  task: "aws ecs describe-tasks --cluster CLUSTER --tasks TASK",
  service: "aws ecs describe-services --cluster CLUSTER --services SERVICE",
} as const;

/** Whether the JSON holds what is asked for. */
export const holds = (json: unknown, wanted: "task" | "service"): boolean =>
  (wanted === "task" ? tasksIn(json) : servicesIn(json)).length > 0 || failuresIn(json).length > 0;

/** What JSON without a task or service is, and the way out, as the rest of a sentence that begins with its name. */
export function whatInstead(json: unknown, wanted: "task" | "service"): string {
  const has = (name: string): boolean => member(fields(json), name) !== undefined;
  const other = wanted === "task" ? "service" : "task";
  // A service named without `services` is told by its events or deployments: a task has neither.
  if (holds(json, other)) return `holds a ${other}, no ${wanted}: give it with --${other}`;
  if (has("taskDefinition") || has("containerDefinitions"))
    return "holds a task definition, and nothing about a stop: `ecs-preflight plan` judges that";
  if (has("taskArns") || has("serviceArns"))
    return `holds only ARNs: describe what they name (${DESCRIBE[wanted]})`;
  if (Array.isArray(member(fields(json), `${wanted}s`)))
    return wanted === "task"
      ? "holds no task: ECS forgets a stopped one after about an hour; its service's events may still tell (--service)"
      : "holds no service: check cluster, name and region";
  return `holds no ${wanted}; expected the output of ${DESCRIBE[wanted]}`;
}

/**
 * Why a text that says nothing known is no message at all: JSON that is cut off or of another kind, or the name of a
 * file. Undefined where it may well be a message.
 */
export function noMessage(text: string, name: string): string | undefined {
  const trimmed = text.trim();
  if (/^[{[]/.test(trimmed)) {
    const json = parsed(trimmed);
    if (json === undefined) {
      const fault = faultOfJson(trimmed);
      return fault.startsWith("it ends") ? `${name} is not JSON: ${fault}` : undefined;
    }
    const isDescription = list(json).every((item) => typeof item === "object");
    return isDescription && !holds(json, "task") && !holds(json, "service")
      ? `${name} ${whatInstead(json, "task")}`
      : undefined;
  }
  if (!/^\S{1,1024}$/.test(trimmed)) return undefined;
  if (existsSync(trimmed) || /\.(?:json|txt|log)$/.test(trimmed))
    return `${trimmed} is the name of a file, not a message: give it with --task FILE or --service FILE, or on standard input`;
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
