import { ownAccount, type ResourceSide } from "../iam/request";
import { joinText, type Text } from "../iam/text";
import { isUnknown, Unknown, UnknownOutput, type Known } from "../known";
import type { Reference, ResourceRef } from "../reference";
import { shown } from "./answer";
import { partOf, prefixOf } from "./arn-prefix";
import type { CloudModel } from "./cloud-model";
import { joinNeeds, type RoleNeeds } from "./role-need";
import { callerOf, partitionIn } from "./role-access";
import type { TaskDefinition } from "./task-definition";

/** A Step Functions state machine of the stack. */
export interface StateMachine {
  readonly ref: ResourceRef;
  readonly role: Reference;
  /** JSON text. */
  readonly definition: Known<string | undefined>;
  /** Resources that its text comes from. */
  readonly definitionFrom: readonly string[];
  readonly region: Known<string | undefined>;
}

/** How a task is run: by whom it is told which task definition and cluster. */
export interface RunTask {
  readonly taskDefinition: TaskDefinition;
  /** What the one who runs it says; unknown: an ARN with or without a revision. */
  readonly named: Known<string | undefined>;
  readonly cluster: Reference;
  readonly region: Known<string | undefined>;
}

const own: ResourceSide = { accountId: ownAccount, policies: [], complete: true };

/**
 * What running a task asks of the role that runs it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html
 */
export function runTaskNeeds(run: RunTask, model: CloudModel): RoleNeeds {
  const { taskDefinition, named, region } = run;
  const { exact, family } = arnsOf(run, model);
  const runs: RoleNeeds = {
    known: [
      {
        what: `run task definition ${taskDefinition.ref.name}`,
        access: {
          actions: ["ecs:RunTask"],
          resource: exact,
          // Its output `arn` has the revision.
          ...(named instanceof UnknownOutput &&
            named.urn === taskDefinition.ref.id &&
            named.property === "arn" && { origin: { urn: named.urn } }),
          ...(family !== undefined && { perhaps: family }),
          side: own,
          context: { "ecs:cluster": [clusterArn(run, model)] },
          region,
        },
      },
    ],
    open: [],
  };
  const roles = [
    ["execution", taskDefinition.executionRole],
    ["task", taskDefinition.taskRole],
  ] as const;
  return joinNeeds(runs, ...roles.map(([kind, role]) => passNeeds(kind, role, run, model)));
}

function passNeeds(
  kind: "execution" | "task",
  reference: Reference,
  { taskDefinition, region }: RunTask,
  model: CloudModel,
): RoleNeeds {
  const role = model.roles.resolve(reference);
  if (role === undefined) return { known: [], open: [] };
  if (isUnknown(role) && isUnknown(reference.text))
    return {
      known: [],
      open: [{ what: `pass the ${kind} role of ${taskDefinition.ref.name}`, because: role.because }],
    };
  const named = isUnknown(role)
    ? { name: shown(reference.text), arn: arnOfNamed(reference.text, model, region), origin: undefined }
    : {
        name: role.ref.name,
        arn: callerOf(role, model.account, region).arn,
        origin: { urn: role.ref.id },
      };
  return {
    known: [
      {
        what: `pass ${kind} role ${named.name} to ECS`,
        access: {
          actions: ["iam:PassRole"],
          resource: named.arn,
          ...(named.origin !== undefined && { origin: named.origin }),
          side: own,
          context: { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] },
          region,
        },
      },
    ],
    open: [],
  };
}

/** A role that is named rather than made here: by its ARN, or by its name, of which the path is not known. */
function arnOfNamed(
  text: Known<string | undefined>,
  model: CloudModel,
  region: Known<string | undefined>,
): Text {
  if (typeof text !== "string") return new Unknown("the ARN of the role");
  if (text.startsWith("arn:")) return text;
  const path = new Unknown("the path of the role");
  return joinText("arn:", partitionIn(region), ":iam::", model.account, ":role/", path, text);
}

const REVISION = /:\d+$/;

/**
 * The ARN with a revision, and, where the one who runs it may name none, the family alone: which of both AWS compares
 * with then has changed. https://github.com/aws/aws-cdk/issues/30368
 */
function arnsOf(
  { taskDefinition, named, region }: RunTask,
  model: CloudModel,
): { readonly exact: Text; readonly family: Text | undefined } {
  const revision = new Unknown("the revision is known after the deployment");
  const text = typeof named === "string" ? named : undefined;
  const prefix = joinText(prefixOf("ecs", region, model), "task-definition/");
  if (text?.startsWith("arn:") === true)
    return REVISION.test(text)
      ? { exact: text, family: undefined }
      : { exact: [`${text}:`, revision], family: text };
  if (text !== undefined && REVISION.test(text)) return { exact: joinText(prefix, text), family: undefined };
  const family = text ?? partOf(taskDefinition.family, "the family");
  return { exact: joinText(prefix, family, ":", revision), family: joinText(prefix, family) };
}

function clusterArn({ cluster, region }: RunTask, model: CloudModel): Text {
  const found = model.clusters.resolve(cluster);
  if (found === undefined) return joinText(prefixOf("ecs", region, model), "cluster/default");
  if (!isUnknown(found)) {
    if (typeof found.arn === "string") return found.arn;
    return joinText(
      prefixOf("ecs", region, model),
      "cluster/",
      partOf(found.name, "the name of the cluster"),
    );
  }
  const { text } = cluster;
  if (typeof text !== "string") return found;
  return text.startsWith("arn:") ? text : joinText(prefixOf("ecs", region, model), `cluster/${text}`);
}
