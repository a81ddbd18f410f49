import type { Known } from "../known";
import type { ResourceRef } from "../reference";

/**
 * The network of a stack as a graph. Objects name each other by `ref.id`; what a program says through values that
 * are not known yet was joined by the reader.
 */
export interface Network {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly routeTables: ReadonlyMap<string, RouteTable>;
  readonly internetGateways: ReadonlyMap<string, InternetGateway>;
  readonly natGateways: ReadonlyMap<string, NatGateway>;
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  readonly accessLists: ReadonlyMap<string, NetworkAcl>;
  readonly endpoints: ReadonlyMap<string, VpcEndpoint>;
  readonly targetGroups: ReadonlyMap<string, TargetGroup>;
  readonly loadBalancers: ReadonlyMap<string, LoadBalancer>;
  readonly fileSystems: ReadonlyMap<string, FileSystem>;
  /** By the Auto Scaling group or instance. */
  readonly instances: ReadonlyMap<string, InstanceNetwork>;
  /** Objects by what stands for them in text: id or ARN. */
  readonly byText: ReadonlyMap<string, string>;
  /** Objects whose text is known. */
  readonly named: ReadonlySet<string>;
  /** Instances of the stack, of which one may be a registry of its own. */
  readonly hasInstances: boolean;
}

/** Objects that are certainly meant, that may be meant, and why there may be others that are not in view. */
export interface Links {
  readonly certain: readonly string[];
  readonly possible: readonly string[];
  readonly open: string | undefined;
}

export interface Vpc {
  readonly ref: ResourceRef;
  readonly region: Known<string | undefined>;
  /** Why routes, endpoints or the like may be missing in view. */
  readonly incomplete: string | undefined;
  /** It does not exist yet: nothing that this stack does not make is in it. */
  readonly isNew: boolean;
  readonly cidrs: readonly Known<string>[];
  readonly dnsSupport: Known<boolean>;
  readonly dnsHostnames: Known<boolean>;
  /** Why names may be answered by others than Amazon's resolver. */
  readonly otherResolver: string | undefined;
  /** Names of the private hosted zones that answer in it. */
  readonly privateZones: readonly Known<string>[];
  /** Endpoints that certainly are in it. */
  readonly endpoints: readonly string[];
  /** Why there may be endpoints that are not listed. */
  readonly openEndpoints: string | undefined;
  readonly defaultGroup: string;
}

export interface Subnet {
  readonly ref: ResourceRef;
  readonly vpc: Known<string>;
  readonly cidr: Known<string | undefined>;
  readonly zone: Known<string | undefined>;
  /** The table it really uses: explicit, else the VPC's main one. */
  readonly routeTable: Known<string>;
  /** `undefined`: the VPC's default one, as AWS makes it: everything passes. */
  readonly accessList: Known<string | undefined>;
  readonly hasIpv6: Known<boolean>;
  /** Instances get a public address in it unless they say otherwise (`mapPublicIpOnLaunch`). */
  readonly givesAddresses: Known<boolean>;
  readonly ipv6Only: Known<boolean>;
  /** Names of hosts that have IPv4 addresses alone are answered with IPv6 ones (`enableDns64`). */
  readonly dns64: Known<boolean>;
  /** Absent: nothing in view restricts internet gateways. */
  readonly publicAccess?: PublicAccess | undefined;
}

/** What VPC Block Public Access leaves of the way through an internet gateway. */
export interface PublicAccess {
  /** What blocks it. */
  readonly ref: ResourceRef;
  /** Whoever has a public address of its own still gets out. */
  readonly direct: Known<boolean>;
  readonly throughNat: Known<boolean>;
}

export interface RouteTable {
  readonly ref: ResourceRef;
  readonly incomplete: string | undefined;
  readonly routes: readonly Route[];
  /** Its routes are those that AWS gave it; what became of them is not in view. */
  readonly asMade?: boolean;
}

export interface Route {
  /** IPv4 or IPv6 range, or a prefix list as `pl-…`. */
  readonly destination: Known<string>;
  readonly target: RouteTarget;
}

export type RouteTarget =
  | {
      readonly kind: "internet-gateway";
      /** `undefined`: named by id. */ readonly gateway: string | undefined;
    }
  | { readonly kind: "nat-gateway"; readonly gateway: string | undefined; readonly name: string }
  | { readonly kind: "egress-only" }
  | { readonly kind: "local" }
  /** A transit gateway, firewall, appliance, peering or virtual private gateway: what lies behind is not in view. */
  | { readonly kind: "elsewhere"; readonly what: string }
  | { readonly kind: "unknown"; readonly because: string };

export interface InternetGateway {
  readonly ref: ResourceRef;
  /** `false`: attached to no VPC. */
  readonly attached: Known<boolean>;
  /** The VPC that it is attached to; `undefined`: one that is named by id, or none. */
  readonly vpc: Known<string | undefined>;
  /** Route table of what comes in through it (a gateway association). */
  readonly edgeTable: Known<string | undefined>;
}

export interface NatGateway {
  readonly ref: ResourceRef;
  readonly isPublic: Known<boolean>;
  /** Spans the VPC and needs no subnet. */
  readonly isRegional: Known<boolean>;
  /** Of a zonal one. */
  readonly subnet: Known<string | undefined>;
  /** Of a regional one. */
  readonly vpc: Known<string | undefined>;
}

export interface SecurityGroup {
  readonly ref: ResourceRef;
  readonly incomplete: string | undefined;
  /** A VPC's own group as AWS makes it, which no program changes here. */
  readonly isDefault: boolean;
  readonly egress: readonly Known<GroupRule>[];
  readonly ingress: readonly Known<GroupRule>[];
}

export interface GroupRule {
  readonly protocol: Known<string | undefined>;
  readonly fromPort: Known<number | undefined>;
  readonly toPort: Known<number | undefined>;
  readonly peers: readonly Peer[];
}

export type Peer =
  | { readonly kind: "range"; readonly range: Known<string> }
  | { readonly kind: "groups"; readonly groups: Links }
  /** Of AWS's own list of the addresses of S3. */
  | { readonly kind: "s3" }
  | { readonly kind: "ranges"; readonly ranges: Known<readonly Known<string>[]> }
  | { readonly kind: "unknown"; readonly because: string };

export interface NetworkAcl {
  readonly ref: ResourceRef;
  readonly incomplete: string | undefined;
  readonly egress: readonly Known<AclRule>[];
  readonly ingress: readonly Known<AclRule>[];
}

export interface AclRule {
  readonly number: Known<number | undefined>;
  readonly allows: Known<boolean>;
  readonly protocol: Known<string | undefined>;
  readonly fromPort: Known<number | undefined>;
  readonly toPort: Known<number | undefined>;
  readonly range: Known<string | undefined>;
}

export interface VpcEndpoint {
  readonly ref: ResourceRef;
  readonly vpc: Known<string>;
  /** Such as `ecr.dkr`, without the region. */
  readonly service: Known<string>;
  readonly region: Known<string | undefined>;
  readonly kind: Known<string>;
  readonly privateDns: Known<boolean>;
  /** Why its parts may be missing in view. */
  readonly incomplete: string | undefined;
  readonly subnets: Links;
  readonly groups: Links;
  readonly routeTables: Links;
  /** Absent: full access. */
  readonly policy: Known<unknown>;
}

export interface TargetGroup {
  readonly ref: ResourceRef;
  readonly protocol: Known<string | undefined>;
  /** A number, or `traffic-port`, as it is when left out. */
  readonly healthPort: Known<string | undefined>;
  readonly loadBalancers: Links;
}

export interface LoadBalancer {
  readonly ref: ResourceRef;
  readonly kind: Known<string>;
  readonly subnets: Links;
  readonly groups: Links;
}

export interface FileSystem {
  readonly ref: ResourceRef;
  readonly incomplete: string | undefined;
  readonly isNew: boolean;
  readonly mountTargets: readonly MountTarget[];
}

export interface MountTarget {
  readonly ref: ResourceRef;
  readonly subnets: Links;
  readonly groups: Links;
}

/** The primary network interface of EC2 instances. */
export interface InstanceNetwork {
  readonly subnets: Links;
  readonly groups: Links;
  /** `undefined`: the subnet decides. */
  readonly publicAddress: Known<boolean | undefined>;
  /** Why they may get a public address in another way, such as an Elastic IP. */
  readonly otherAddress: string | undefined;
}

export const emptyNetwork: Network = {
  vpcs: new Map(),
  subnets: new Map(),
  routeTables: new Map(),
  internetGateways: new Map(),
  natGateways: new Map(),
  securityGroups: new Map(),
  accessLists: new Map(),
  endpoints: new Map(),
  targetGroups: new Map(),
  loadBalancers: new Map(),
  fileSystems: new Map(),
  instances: new Map(),
  byText: new Map(),
  named: new Set(),
  hasInstances: false,
};
