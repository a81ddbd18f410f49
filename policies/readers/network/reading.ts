import { Unknown, type Known } from "../../../launch/known";
import { linkOf, linksOf, ownersOf, type Kind } from "../../../launch/network/links";
import type { Links } from "../../../launch/model/network";
import type { Reference } from "../../../launch/reference";
import type { ResourceView, StackView } from "../../view";
import { madeIds, madeOutputs, vpcsByWhatIsMade } from "./made-with-vpc";

/** Type tokens of what other objects of the network name. */
export const TYPES = {
  vpc: ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"],
  subnet: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
  routeTable: ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
  internetGateway: ["aws:ec2/internetGateway:InternetGateway"],
  natGateway: ["aws:ec2/natGateway:NatGateway"],
  securityGroup: ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  accessList: ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
  endpoint: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  prefixList: ["aws:ec2/managedPrefixList:ManagedPrefixList"],
  targetGroup: [
    "aws:lb/targetGroup:TargetGroup",
    "aws:alb/targetGroup:TargetGroup",
    "aws:elasticloadbalancingv2/targetGroup:TargetGroup",
    "aws:applicationloadbalancing/targetGroup:TargetGroup",
  ],
  loadBalancer: [
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
    "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
  ],
  listener: [
    "aws:lb/listener:Listener",
    "aws:alb/listener:Listener",
    "aws:elasticloadbalancingv2/listener:Listener",
    "aws:applicationloadbalancing/listener:Listener",
  ],
  fileSystem: ["aws:efs/fileSystem:FileSystem"],
} as const;

const NOUNS: Readonly<Record<keyof typeof TYPES, string>> = {
  vpc: "VPC",
  subnet: "subnet",
  routeTable: "route table",
  internetGateway: "internet gateway",
  natGateway: "NAT gateway",
  securityGroup: "security group",
  accessList: "network ACL",
  endpoint: "endpoint",
  prefixList: "prefix list",
  targetGroup: "target group",
  loadBalancer: "load balancer",
  listener: "listener",
  fileSystem: "file system",
};

/** Resolves what the objects of the network say of each other, and tells what others may add to them. */
export class NetworkReading {
  readonly byText = new Map<string, string>();
  readonly named = new Set<string>();
  private readonly foreign = new Map<string, string>();
  private taken: Readonly<Record<keyof typeof madeIds, ReadonlyMap<string, string>>> | undefined;

  constructor(readonly stack: StackView) {
    for (const noun of Object.keys(TYPES) as (keyof typeof TYPES)[]) {
      for (const view of this.views(noun)) {
        const { id, urn } = view.resource;
        for (const text of [id, view.output("arn")]) if (typeof text === "string") this.byText.set(text, urn);
        if (typeof id === "string") this.named.add(urn);
      }
    }
    for (const [text, vpc] of vpcsByWhatIsMade(stack, TYPES.vpc)) this.byText.set(text, vpc);
    for (const resource of stack.stack.resources) {
      if (!maySetUp(resource.type, resource.remote, resource.id === undefined)) continue;
      for (const urns of Object.values(resource.propertyDependencies)) {
        for (const urn of urns) if (!this.foreign.has(urn)) this.foreign.set(urn, resource.name);
      }
    }
  }

  views(noun: keyof typeof TYPES): readonly ResourceView[] {
    return this.stack.ofType(...TYPES[noun]);
  }

  kind(noun: keyof typeof TYPES): Kind {
    const types: readonly string[] = TYPES[noun];
    return {
      has: (id) => types.includes(this.stack.byUrn(id)?.resource.type ?? ""),
      byText: this.byText,
      isNamed: (id) => this.named.has(id),
      noun: NOUNS[noun],
      ...(noun === "routeTable" || noun === "securityGroup"
        ? {
            madeWith: (id, output) =>
              this.kind("vpc").has(id) && (output === undefined || madeOutputs[noun].includes(output))
                ? this.madeWith(id, noun)
                : undefined,
          }
        : {}),
    };
  }

  /** The main route table or default group of a VPC: the program's own where it takes it over, else as AWS makes it. */
  madeWith(vpc: string, noun: keyof typeof madeIds): string {
    this.taken ??= { routeTable: this.takenTables(), securityGroup: this.takenGroups() };
    return this.taken[noun].get(vpc) ?? madeIds[noun](vpc);
  }

  private takenTables(): Map<string, string> {
    const taken = new Map<string, string>();
    for (const view of this.stack.ofType("aws:ec2/defaultRouteTable:DefaultRouteTable")) {
      const vpc = this.link(view, "defaultRouteTableId", "vpc");
      if (typeof vpc === "string") taken.set(vpc, view.resource.urn);
    }
    return taken;
  }

  private takenGroups(): Map<string, string> {
    const taken = new Map<string, string>();
    for (const view of this.stack.ofType("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")) {
      const vpc = this.link(view, "vpcId", "vpc") ?? this.defaultVpc(view);
      if (typeof vpc === "string") taken.set(vpc, view.resource.urn);
    }
    return taken;
  }

  /** The one object that a property names. */
  link(view: ResourceView, property: string, noun: keyof typeof TYPES): Known<string | undefined> {
    return linkOf(view.reference(property), this.kind(noun));
  }

  /** The one object that a required property names. */
  owner(view: ResourceView, property: string, noun: keyof typeof TYPES): Known<string> {
    const link = this.link(view, property, noun);
    return link ?? new Unknown(`${view.resource.name} names no ${NOUNS[noun]}`);
  }

  /** The objects that a resource is attached to through `property`. */
  owners(view: ResourceView, property: string, noun: keyof typeof TYPES): Links {
    return ownersOf(view.reference(property), this.kind(noun));
  }

  links(view: ResourceView, property: string, noun: keyof typeof TYPES): Links {
    return linksOf(view.references(property), view.from(property), this.kind(noun));
  }

  linksIn(view: ResourceView, value: unknown, property: string, noun: keyof typeof TYPES): Links {
    return linksOf(view.referencesIn(value, property), view.from(property), this.kind(noun));
  }

  linkIn(reference: Reference, noun: keyof typeof TYPES): Known<string | undefined> {
    return linkOf(reference, this.kind(noun));
  }

  /** The default VPC of the account and region that a resource is in, where the program takes it over. */
  defaultVpc({ resource }: ResourceView): Known<string> {
    const found = this.stack
      .ofType(DEFAULT_VPC)
      .find(
        (vpc) =>
          vpc.resource.provider === resource.provider &&
          vpc.resource.inputs["region"] === resource.inputs["region"],
      );
    return found?.resource.urn ?? new Unknown(`the default VPC that ${resource.name} is in is not in view`);
  }

  /** A default subnet does not name its VPC. */
  vpcOfSubnet(view: ResourceView): Known<string> {
    const isDefault = view.resource.type === "aws:ec2/defaultSubnet:DefaultSubnet";
    return isDefault && view.get("vpcId") === undefined
      ? this.defaultVpc(view)
      : this.owner(view, "vpcId", "vpc");
  }

  /** Why an object may hold more than this stack shows: it is only read, or handed to something that is not read here. */
  incompleteOf(view: ResourceView): string | undefined {
    const { urn, name, external } = view.resource;
    if (external) return `${name} is managed elsewhere`;
    if (isDefaultVpc(this.stack, urn))
      return `what the account already has in the default VPC ${name} is not in view`;
    const other = this.foreign.get(urn);
    return other === undefined ? undefined : `${other}, which is not read here, may add to ${name}`;
  }
}

const DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc";

/** The VPC that every region of an account has from the start: a program takes it over as it is. */
export const isDefaultVpc = (stack: StackView, urn: string): boolean =>
  stack.byUrn(urn)?.resource.type === DEFAULT_VPC;

/** Components of another process, other providers' resources and scripts may set up anything with the ids they get. */
function maySetUp(type: string, remote: boolean, isComponent: boolean): boolean {
  if (type.startsWith("pulumi:")) return false;
  if (remote) return true;
  if (isComponent) return false;
  return !type.startsWith("aws:") || type === "aws:cloudformation/stack:Stack";
}

/** What is attached to objects of one kind, by the object. */
export class Attached<T> {
  private readonly byOwner = new Map<string, T[]>();
  private readonly perhaps = new Map<string, string>();
  private ofAny: string | undefined;

  add({ certain, possible, open }: Links, name: string, item: T): void {
    for (const owner of certain) {
      const items = this.byOwner.get(owner);
      if (items === undefined) this.byOwner.set(owner, [item]);
      else items.push(item);
    }
    for (const owner of possible) this.perhaps.set(owner, `${name} may belong to it`);
    if (open !== undefined) this.ofAny ??= `${name} may belong to it: ${open}`;
  }

  of(owner: string): readonly T[] {
    return this.byOwner.get(owner) ?? [];
  }

  /** Why there may be more of it than `of` tells. */
  open(owner: string): string | undefined {
    return this.perhaps.get(owner) ?? this.ofAny;
  }
}
