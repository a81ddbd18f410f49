import { isUnknown, UnknownOutput, UnknownText, type Unknown } from "../../launch/known";
import { lostProperties } from "../../launch/model/malformations";
import type { Malformation, TaskDefinition } from "../../launch/model/task-definition";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { containerName, type Judgement, type Rule } from "../rule";

export const containerDefinitionsResolved: Rule = {
  id: "container-definitions-resolved",
  title: "No Promise or Output was lost in the container definitions",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "A Promise or Output that becomes text before its value is known leaves {}, [object Object], undefined or an error text, which the provider or ECS rejects or starts the task with.",
  remedy:
    "Build the text where the values are known: `pulumi.jsonStringify([...])`, `pulumi.interpolate` or `.apply(...)`, and `await` a Promise.",
  sources: [
    "https://www.pulumi.com/docs/iac/concepts/inputs-outputs/",
    "https://github.com/pulumi/pulumi/issues/4261",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
  ],
  evidence: "observed",
  stoppedReasons: [
    "ECS Task Definition container_definitions is invalid",
    "Container.image contains invalid characters",
    "invalid container definition supplied at index",
  ],
  decidedBy: "resource",
  *judge({ taskDefinition }) {
    const { malformed, ref } = taskDefinition;
    for (const malformation of [...malformed, ...lostProperties(taskDefinition)])
      yield judgeMalformation(malformation, taskDefinition);
    if (malformed.length > 0) return;
    yield {
      subject: `containerDefinitions of ${ref.name} hold no lost Promise or Output`,
      verdict: judgeRest(taskDefinition),
    };
  },
};

function judgeMalformation(malformation: Malformation, taskDefinition: TaskDefinition): Judgement {
  const { path, problem, effect } = malformation;
  const judgement = {
    subject: `${path} of ${taskDefinition.ref.name} holds a proper value`,
    verdict: unmet(`${whose(malformation, taskDefinition)} ${problem}`),
    kind: effect === "start" ? "start" : "policy",
  } as const;
  return path.startsWith("containerDefinitions")
    ? judgement
    : { ...judgement, stoppedReason: "InvalidParameterException", remedy: REMEDY_OF_PROPERTY };
}

const REMEDY_OF_PROPERTY =
  "Pass the Output itself, as in `executionRoleArn: role.arn`, or build the text with `pulumi.interpolate`.";

/** The place in the names of the user, where the container has one. */
function whose({ path }: Malformation, { containers }: TaskDefinition): string {
  const [, index, rest] = /^containerDefinitions\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  const container = isUnknown(containers) || index === undefined ? undefined : containers[Number(index)];
  if (container === undefined || isUnknown(container) || typeof container.name !== "string") return path;
  return rest === undefined || rest === "" || rest.toLowerCase() === "name"
    ? path
    : `${rest} of container ${containerName(container)}`;
}

function judgeRest({ containers }: TaskDefinition): Verdict {
  const open = firstUnknown(containers);
  return open === undefined
    ? met("every value has the type that ECS expects, and none is the trace of a lost one")
    : unknown(open.because);
}

/** The first value that may still turn out lost; an output of a resource, alone or in a text, is in its place. */
function firstUnknown(value: unknown): Unknown | undefined {
  if (value instanceof UnknownOutput) return undefined;
  if (value instanceof UnknownText) return firstUnknown(value.parts);
  if (isUnknown(value)) return value;
  if (value === null || typeof value !== "object") return undefined;
  for (const element of Object.values(value)) {
    const open = firstUnknown(element);
    if (open !== undefined) return open;
  }
  return undefined;
}
