import { ownAccount } from "../../launch/iam/request";
import { joinText } from "../../launch/iam/text";
import { isUnknown, Unknown, type Known } from "../../launch/known";
import { RoleAccess } from "../../launch/model/access";
import { prefixOf } from "../../launch/model/arn-prefix";
import type { CloudModel } from "../../launch/model/cloud-model";
import { placementOf, type Placement } from "../../launch/model/pools-of-launch";
import { judgeNeeds } from "../../launch/model/judge-needs";
import { instances as ec2, judgeTrust } from "../../launch/model/judge-trust";
import type { RoleNeeds } from "../../launch/model/role-need";
import { absent, type Reference, type ResourceRef } from "../../launch/reference";
import { unknown } from "../../launch/verdict";
import type { Rule } from "../rule";

const MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";
const MANAGED_INSTANCES = "arn:aws:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances";

export const instanceRoleCanRegister: Rule = {
  id: "instance-role-can-register",
  title: "The instances of a capacity provider may register with ECS",
  stage: "assume-role",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "The agent on an instance registers with the role of its instance profile; without the rights the cluster stays empty, and tasks wait for an instance until they are stopped.",
  remedy: `Let \`ec2.amazonaws.com\` assume the role, and attach \`${MANAGED}\` to it.`,
  sources: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html"],
  evidence: "documented",
  stoppedReasons: [
    "was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.",
  ],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const placement = placementOf(launch, model);
    if (placement === undefined) return;
    const subject = `the instances that run ${launch.taskDefinition.ref.name} may register with ECS`;
    if (isUnknown(placement)) {
      yield { subject, verdict: unknown(placement.because) };
      return;
    }
    const groups = groupsIn(placement);
    const { unseen } = placement;
    if (unseen !== undefined || groups.length === 0)
      yield { subject, verdict: unknown(unseen ?? "the instances of the cluster are not in view") };
    const doubt = unseen ?? (groups.length > 1 ? "other instances may run the task" : undefined);
    for (const group of groups) {
      const owner = `the instance role of ${group.ref.name}`;
      const role = isUnknown(group.role)
        ? group.role
        : (model.roles.resolve(group.role) ?? new Unknown("the instance profile has no role"));
      const trust = judgeTrust(role, owner, ec2, settings);
      yield doubt !== undefined && trust.verdict.is === "unmet"
        ? { ...trust, verdict: unknown(doubt, trust.verdict.because) }
        : trust;
      if (isUnknown(role)) continue;
      yield* judgeNeeds(
        role,
        owner,
        needsOf(group, model, doubt),
        "register with ECS",
        (known) => new RoleAccess(known, model, settings, group.region),
      );
    }
  },
};

/** Instances that register with one role. */
interface Group {
  readonly ref: ResourceRef;
  readonly role: Reference | Unknown;
  readonly region: Known<string | undefined>;
  readonly isManaged: boolean;
}

function groupsIn({ pools, managed }: Placement): Group[] {
  return [
    ...pools.map((pool) => ({ ...pool, isManaged: false })),
    ...managed.map(({ ref, region, managed: instances }) => ({
      ref,
      region,
      role: isUnknown(instances) ? instances : (instances?.instanceRole ?? absent),
      isManaged: true,
    })),
  ];
}

function needsOf(group: Group, model: CloudModel, doubt: string | undefined): RoleNeeds {
  const { region, isManaged } = group;
  const side = { accountId: ownAccount, policies: [], complete: true as const };
  const prefix = prefixOf("ecs", region, model);
  const cluster = joinText(prefix, "cluster/", new Unknown("the cluster of the instances"));
  const instance = joinText(prefix, "container-instance/", new Unknown("the id of the instance"));
  const common = {
    managedPolicy: isManaged ? MANAGED_INSTANCES : MANAGED,
    ...(doubt !== undefined && { doubt }),
  };
  return {
    known: [
      {
        what: "ask where to register",
        access: { actions: ["ecs:DiscoverPollEndpoint"], resource: "*", region },
        ...common,
      },
      {
        what: "register an instance",
        access: { actions: ["ecs:RegisterContainerInstance"], resource: cluster, side, region },
        ...common,
      },
      {
        what: "ask for tasks",
        access: { actions: ["ecs:Poll"], resource: instance, side, region },
        ...common,
      },
    ],
    open: [],
  };
}
