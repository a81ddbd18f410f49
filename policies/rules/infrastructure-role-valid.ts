import { isUnknown } from "../../launch/known";
import { RoleAccess } from "../../launch/model/access";
import { infrastructureNeeds } from "../../launch/model/infrastructure-needs";
import { placementOf } from "../../launch/model/pools-of-launch";
import { judgeNeeds } from "../../launch/model/judge-needs";
import { ecsItself, judgeTrust } from "../../launch/model/judge-trust";
import type { Rule } from "../rule";

const PURPOSES = {
  volumes: "EBS volumes",
  "vpc-lattice": "VPC Lattice",
  "service-connect-tls": "TLS of Service Connect",
  "load-balancers": "load balancers",
  "lifecycle-hooks": "lifecycle hooks",
} as const;

export const infrastructureRoleValid: Rule = {
  id: "infrastructure-role-valid",
  title: "ECS may assume the infrastructure role, and it allows what ECS sets up with it",
  stage: "assume-role",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS makes EBS volumes, TLS certificates, Lattice targets and managed instances with a role of its own, which `ecs.amazonaws.com` assumes; `ecs-tasks.amazonaws.com` in its trust policy is the wrong service.",
  remedy:
    "Let `ecs.amazonaws.com` assume the role, and attach the managed policy `AmazonECSInfrastructureRolePolicyFor…` of the feature.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html",
  ],
  evidence: "documented",
  stoppedReasons: ["ECS was unable to assume the configured ECS Infrastructure Role"],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { site } = launch;
    if (site === undefined) return;
    for (const { purpose, role: reference } of site.infrastructureRoles) {
      const role = model.roles.resolve(reference);
      if (role === undefined) continue;
      const owner = `the role for ${PURPOSES[purpose]} of ${site.ref.name}`;
      yield judgeTrust(role, owner, ecsItself(model, site.region), settings);
      yield* judgeNeeds(
        role,
        owner,
        infrastructureNeeds(purpose, site.region, model),
        `set up ${PURPOSES[purpose]}`,
        (known) => new RoleAccess(known, model, settings, site.region),
      );
    }
    const placement = placementOf(launch, model);
    if (placement === undefined || isUnknown(placement)) return;
    for (const { managed, ref, region } of placement.managed) {
      if (managed === undefined || isUnknown(managed)) continue;
      const role = model.roles.resolve(managed.infrastructureRole);
      if (role === undefined) continue;
      const owner = `the role for the managed instances of ${ref.name}`;
      yield judgeTrust(role, owner, ecsItself(model, region), settings);
    }
  },
};
