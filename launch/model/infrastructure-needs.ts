import { ownAccount } from "../iam/request";
import { joinText } from "../iam/text";
import { Unknown, type Known } from "../known";
import { prefixOf } from "./arn-prefix";
import type { CloudModel } from "./cloud-model";
import type { InfrastructureRole } from "./launch-site";
import type { RoleNeeds } from "./role-need";

const POLICIES = "arn:aws:iam::aws:policy/";

/**
 * What ECS does with an infrastructure role before a task starts, with the tags that its managed policies ask for.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html
 */
export function infrastructureNeeds(
  purpose: InfrastructureRole["purpose"],
  region: Known<string | undefined>,
  model: CloudModel,
): RoleNeeds {
  const side = { accountId: ownAccount, policies: [], complete: true as const };
  const id = new Unknown("its id is known after the start");
  const kind = purpose === "volumes" ? "task" : "service";
  const created = joinText(prefixOf("ecs", region, model), `${kind}/`, id, "/", id);
  const context = {
    "aws:RequestTag/AmazonECSManaged": ["true"],
    "aws:RequestTag/AmazonECSCreated": [created],
    "aws:ResourceTag/AmazonECSManaged": ["true"],
    "aws:ResourceAccount": [model.account],
  };
  if (purpose === "volumes") {
    const volume = joinText(prefixOf("ec2", region, model), "volume/", id);
    const managedPolicy = `${POLICIES}service-role/AmazonECSInfrastructureRolePolicyForVolumes`;
    const need = (what: string, action: string): RoleNeeds["known"][number] => ({
      what,
      access: { actions: [action], resource: volume, side, context, region },
      managedPolicy,
      stoppedReason: "UnauthorizedOperation",
    });
    return {
      known: [need("create EBS volumes", "ec2:CreateVolume"), need("attach EBS volumes", "ec2:AttachVolume")],
      open: [],
    };
  }
  const stoppedReason = "AccessDeniedException";
  if (purpose === "vpc-lattice") {
    const resource = joinText(prefixOf("vpc-lattice", region, model), "targetgroup/", id);
    const access = { actions: ["vpc-lattice:RegisterTargets"], resource, side, region };
    const managedPolicy = `${POLICIES}AmazonECSInfrastructureRolePolicyForVpcLattice`;
    return {
      known: [{ what: "register VPC Lattice targets", access, managedPolicy, stoppedReason }],
      open: [],
    };
  }
  if (purpose === "load-balancers") {
    const resource = joinText(prefixOf("elasticloadbalancing", region, model), "targetgroup/", id, "/", id);
    const access = { actions: ["elasticloadbalancing:RegisterTargets"], resource, side, region };
    const managedPolicy = `${POLICIES}AmazonECSInfrastructureRolePolicyForLoadBalancers`;
    return {
      known: [{ what: "register targets of a load balancer", access, managedPolicy, stoppedReason }],
      open: [],
    };
  }
  if (purpose === "lifecycle-hooks") {
    const resource = joinText(prefixOf("lambda", region, model), "function:", id);
    const access = { actions: ["lambda:InvokeFunction"], resource, side, region };
    return { known: [{ what: "invoke the function of a lifecycle hook", access, stoppedReason }], open: [] };
  }
  const resource = joinText(prefixOf("secretsmanager", region, model), "secret:ecs-sc!", id);
  const access = { actions: ["secretsmanager:CreateSecret"], resource, side, context, region };
  const managedPolicy = `${POLICIES}service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity`;
  return {
    known: [{ what: "keep Service Connect certificates", access, managedPolicy, stoppedReason }],
    open: [],
  };
}
