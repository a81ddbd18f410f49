import { isGiven } from "../../launch/json";
import type { Completion } from "../../launch/model/completion";
import type { ResourceView, StackView } from "../view";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const ROUTE = "aws:ec2/route:Route";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const SUBNET = "aws:ec2/subnet:Subnet";
const NAT = "aws:ec2/natGateway:NatGateway";
const ENDPOINT_PARTS = [
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
  "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
];

/** Type -> the property that names what it completes. */
const PARTS: readonly { readonly type: string; readonly of: string; readonly kind: Completion["kind"] }[] = [
  { type: "aws:efs/mountTarget:MountTarget", of: "fileSystemId", kind: "mount-target" },
  {
    type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    of: "clusterName",
    kind: "capacity-providers",
  },
  { type: "aws:secretsmanager/secretVersion:SecretVersion", of: "secretId", kind: "secret-version" },
  {
    type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    of: "securityGroupId",
    kind: "security-group-rule",
  },
];
const GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";

/** What completes the resource with a URN: for a subnet, whatever makes its way out. */
export function completionsIn(stack: StackView): (urn: string) => readonly Completion[] {
  const found = new Map<string, readonly Completion[]>();
  return (urn) => {
    const known = found.get(urn);
    if (known !== undefined) return known;
    const view = stack.byUrn(urn);
    const completions = view?.resource.type === SUBNET ? waysOf(urn, stack, new Set()) : partsOf(urn, stack);
    found.set(urn, completions);
    return completions;
  };
}

function partsOf(urn: string, stack: StackView): Completion[] {
  const parts = PARTS.flatMap(({ type, of, kind }) =>
    naming(urn, of, type, stack).map(({ ref }): Completion => ({ ref, kind })),
  );
  const rules = naming(urn, "securityGroupId", GROUP_RULE, stack).filter(
    (rule) => rule.text("type") === "egress",
  );
  return [...parts, ...rules.map(({ ref }): Completion => ({ ref, kind: "security-group-rule" }))];
}

function naming(urn: string, property: string, type: string, stack: StackView): ResourceView[] {
  return stack.ofType(type).filter((view) => view.from(property).includes(urn));
}

/** Association, routes, and those of the NAT gateway they lead to; endpoints where there is no route at all. */
function waysOf(subnet: string, stack: StackView, seen: Set<string>): Completion[] {
  if (seen.has(subnet)) return [];
  seen.add(subnet);
  const associations = naming(subnet, "subnetId", ASSOCIATION, stack);
  const tables = [...new Set(associations.flatMap((association) => association.from("routeTableId")))];
  const routes = tables.flatMap((table) => naming(table, "routeTableId", ROUTE, stack));
  const inline = tables
    .map((table) => stack.byUrn(table))
    .filter((table): table is ResourceView => table !== undefined && isGiven(table.get("routes")) !== false);
  const gateways = [...routes, ...inline].flatMap((view) =>
    Object.values(view.resource.propertyDependencies)
      .flat()
      .filter((urn) => stack.byUrn(urn)?.resource.type === NAT),
  );
  const beyond = [...new Set(gateways)]
    .flatMap((gateway) => stack.byUrn(gateway)?.from("subnetId") ?? [])
    .filter((urn) => stack.byUrn(urn)?.resource.type === SUBNET)
    .flatMap((urn) => waysOf(urn, stack, seen));
  const own = [...associations, ...routes].map(({ ref }): Completion => ({ ref, kind: "route" }));
  const endpoints = routes.length + inline.length > 0 ? [] : endpointsOf(subnet, stack);
  return [...own, ...beyond, ...endpoints];
}

function endpointsOf(subnet: string, stack: StackView): Completion[] {
  const networks = stack.byUrn(subnet)?.from("vpcId") ?? [];
  const endpoints = networks.flatMap((network) => naming(network, "vpcId", ENDPOINT, stack));
  const parts = endpoints.flatMap(({ resource }) =>
    ENDPOINT_PARTS.flatMap((type) => naming(resource.urn, "vpcEndpointId", type, stack)),
  );
  return [...endpoints, ...parts].map(({ ref }): Completion => ({ ref, kind: "endpoint" }));
}
