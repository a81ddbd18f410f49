import { isUnknown } from "../../launch/known";
import { RoleAccess } from "../../launch/model/access";
import { fileNeeds } from "../../launch/model/file-needs";
import { logNeeds } from "../../launch/model/log-needs";
import { pullNeeds } from "../../launch/model/pull-needs";
import type { RoleNeeds } from "../../launch/model/role-need";
import { secretNeeds } from "../../launch/model/secret-needs";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import type { Rule } from "../rule";

export const rolesNotSwapped: Rule = {
  id: "roles-not-swapped",
  title: "What ECS needs stands on the execution role, not on the task role",
  stage: "assume-role",
  kind: "policy",
  level: "advisory",
  severity: "medium",
  why: "ECS pulls, reads secrets and opens logs with the execution role; the task role is for the program inside the container.",
  remedy: "Move the policy from the task role to the execution role.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html",
  ],
  evidence: "documented",
  stoppedReasons: [],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { taskDefinition } = launch;
    const execution = model.roles.resolve(taskDefinition.executionRole);
    const task = model.roles.resolve(taskDefinition.taskRole);
    if (task === undefined || isUnknown(task) || isUnknown(execution) || task === execution) return;
    const { region } = taskDefinition;
    const other = new RoleAccess(task, model, settings, region);
    const own = execution === undefined ? undefined : new RoleAccess(execution, model, settings, region);
    for (const [feature, needsOf] of FEATURES)
      for (const { what, needs } of groupsOf(feature, needsOf(launch, model)))
        yield {
          subject: `the right to ${what} of ${taskDefinition.ref.name} stands on its execution role`,
          resource: task.ref,
          verdict: judgeGroup(needs, own, other),
        };
  },
};

const FEATURES = [
  ["pull the images", pullNeeds],
  ["read the secrets", secretNeeds],
  ["read the files", fileNeeds],
  ["write the logs", logNeeds],
] as const;

interface Group {
  readonly what: string;
  readonly needs: RoleNeeds;
}

/** The needs of one feature together; those that come from a key or cache in view stand alone, and go with it. */
function groupsOf(feature: string, { known, open }: RoleNeeds): Group[] {
  // What is in doubt may be for the application, which has the task role.
  const certain = known.filter(({ doubt }) => doubt === undefined);
  const alone = certain.filter(({ access }) => ALONE.has(access.actions[0] ?? ""));
  const together = certain.filter((need) => !alone.includes(need));
  return [
    ...(together.length === 0 ? [] : [{ what: feature, needs: { known: together, open } }]),
    ...alone.map((need) => ({ what: need.what, needs: { known: [need], open: [] } })),
  ];
}

const ALONE: ReadonlySet<string> = new Set(["kms:Decrypt", "ecr:BatchImportUpstreamImage"]);

function judgeGroup({ known, open }: RoleNeeds, own: RoleAccess | undefined, other: RoleAccess): Verdict {
  const answers = known.map(({ what, access }) => ({
    what,
    own: own?.judge(access).verdict ?? unmet("there is no execution role"),
    other: other.judge(access).verdict,
  }));
  const name = own?.role.ref.name ?? "none";
  const task = other.role.ref.name;
  const swapped = answers.filter((answer) => answer.own.is === "unmet" && answer.other.is === "met");
  if (swapped.length > 0)
    return unmet(
      `task role ${task} may ${swapped.map(({ what }) => what).join(", ")}, and the execution role (${name}) may not`,
    );
  const undecided = answers.find((answer) => answer.own.is !== "met" && answer.other.is !== "unmet");
  if (undecided !== undefined)
    return unknown(undecided.own.is === "unknown" ? undecided.own.because : undecided.other.because);
  const [first] = open;
  return first === undefined
    ? met(`nothing that the execution role (${name}) lacks stands on ${task}`)
    : unknown(first.because);
}
