import { SecurityGroup, VpcEndpoint, type VpcEndpointArgs } from "@pulumi/aws/ec2";
import * as config from "@pulumi/aws/config";
import {
  all,
  ComponentResource,
  output,
  RunError,
  type ComponentResourceOptions,
  type Input,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import { endpointName, hasGateway, serviceOfEndpoint } from "../launch/network/endpoint-names";
import { endpointDocument, type EndpointStatement } from "./endpoint-documents";
import { endpointNeeds, type EndpointLaunch } from "./endpoint-needs";

export interface LaunchEndpointsArgs {
  /** Private DNS asks that its `enableDnsSupport` and `enableDnsHostnames` are on. */
  readonly vpcId: Input<string>;
  /** Where the interface endpoints stand: one for each availability zone at most. */
  readonly subnetIds: Input<Input<string>[]>;
  /** Those of the tasks' subnets; needed where S3 is, whose gateway endpoint is associated with them. */
  readonly routeTableIds?: Input<Input<string>[]>;
  /** What starts in the VPC. */
  readonly launches?: readonly EndpointLaunch[];
  /** Needed whatever the launches say, such as `ecr.api`, `sts` or a full name. Default: none. */
  readonly services?: readonly string[];
  /** Services, or the full names of their endpoints, that the VPC has already. Default: none. */
  readonly existing?: readonly string[];
  /** The tasks' (on EC2 the instances') security groups, which the endpoints admit. */
  readonly securityGroupIds?: Input<Input<string>[]>;
  /** IPv4 ranges that the endpoints admit; this or `securityGroupIds` is needed. */
  readonly allowedCidrs?: Input<Input<string>[]>;
  /**
   * Endpoint policies that allow what a start calls and nothing else, to everything in the VPC: what the program in a
   * container calls through the same endpoints needs `additionalStatements`. Default: false, everything is allowed.
   */
  readonly tighten?: boolean;
  /** More statements for the policies of `tighten`, by service. */
  readonly additionalStatements?: Readonly<Record<string, readonly Input<EndpointStatement>[]>>;
  /** Plain text, because names depend on it. Default: `aws:region`, else the environment's; needed with a provider of its own. */
  readonly region?: string;
  readonly tags?: Input<Readonly<Record<string, Input<string>>>>;
}

/**
 * The VPC endpoints that the given launches need to start where there is no way to the internet, and no more. What is
 * made is told from the program alone, so that a preview shows what an update makes.
 */
export class LaunchEndpoints extends ComponentResource {
  /** Those that are made, by service: `endpoints["ecr.dkr"]`. */
  readonly endpoints: Readonly<Record<string, VpcEndpoint>>;
  /** Their ids by service. */
  readonly endpointIds: Output<Readonly<Record<string, string>>>;
  /** The security group of the interface endpoints; undefined where there are none. */
  readonly securityGroupId: Output<string | undefined>;
  /** What a service waits for: its `dependsOn`. */
  readonly ready: Resource[];

  /** @throws {RunError} when it can't be told which endpoints are needed, or what they need is missing */
  constructor(name: string, args: LaunchEndpointsArgs, options: ComponentResourceOptions = {}) {
    super("ecs-preflight:index:LaunchEndpoints", name, {}, options);
    const region = args.region ?? (this.hasProvider() ? undefined : config.region);
    if (region === undefined) throw refusal(name, ...NO_REGION);
    const services = servicesOf(name, args, region);
    const interfaces = services.filter((service) => !hasGateway(service));
    checkSurroundings(name, args, services, interfaces);
    const own = { parent: this };
    const where = args.region === undefined ? {} : { region };
    const tagsOf = (label: string): Output<Record<string, string>> =>
      output(args.tags).apply((tags): Record<string, string> => ({ Name: label, ...tags }));

    const group =
      interfaces.length === 0
        ? undefined
        : new SecurityGroup(
            name,
            {
              ...where,
              vpcId: args.vpcId,
              description: "Admits tasks to the VPC endpoints that their start needs",
              ingress: [
                {
                  description: "HTTPS from the tasks",
                  protocol: "tcp",
                  fromPort: 443,
                  toPort: 443,
                  ...(args.securityGroupIds === undefined ? {} : { securityGroups: args.securityGroupIds }),
                  ...(args.allowedCidrs === undefined ? {} : { cidrBlocks: args.allowedCidrs }),
                },
              ],
              // Endpoints answer and never call.
              egress: [],
              tags: tagsOf(name),
            },
            own,
          );

    // Nobody says what an S3 that only `services` names is for.
    const pullsFromEcr =
      [...services, ...existingOf(args)].includes("ecr.dkr") ||
      (args.services ?? []).some((service) => serviceOfEndpoint(service) === "s3");
    const make = (service: string): VpcEndpoint => {
      const label = `${name}-${service}`;
      const policy = args.tighten
        ? endpointDocument(
            service,
            region,
            args.launches ?? [],
            args.additionalStatements?.[service] ?? [],
            pullsFromEcr,
          )
        : undefined;
      const common: VpcEndpointArgs = {
        ...where,
        vpcId: args.vpcId,
        serviceName: service.includes("amazonaws.") ? service : endpointName(service, region),
        ...(policy === undefined ? {} : { policy }),
        tags: tagsOf(label),
      };
      return new VpcEndpoint(
        label,
        group === undefined || hasGateway(service)
          ? { ...common, vpcEndpointType: "Gateway", routeTableIds: args.routeTableIds }
          : {
              ...common,
              vpcEndpointType: "Interface",
              privateDnsEnabled: true,
              subnetIds: args.subnetIds,
              securityGroupIds: [group.id],
            },
        own,
      );
    };
    this.endpoints = Object.fromEntries(services.map((service) => [service, make(service)]));
    this.endpointIds = all(
      Object.fromEntries(Object.entries(this.endpoints).map(([service, { id }]) => [service, id])),
    );
    this.securityGroupId = output(group?.id);
    this.ready = Object.values(this.endpoints);
    this.registerOutputs({ endpointIds: this.endpointIds, securityGroupId: this.securityGroupId });
  }

  /** Of another region, perhaps, than the stack's configuration names. */
  private hasProvider(): boolean {
    return this.getProvider("aws:ec2/vpcEndpoint:VpcEndpoint") !== undefined;
  }
}

const NO_REGION = [
  "the region is not known while the program runs",
  "The names of the endpoints depend on it.",
  "Set `region`, or `aws:region` in the stack's configuration where there is no provider of its own.",
] as const;

const existingOf = ({ existing = [] }: LaunchEndpointsArgs): readonly string[] =>
  existing.map(serviceOfEndpoint);

/** Short names, but for those of other endpoints than the region's own. */
function servicesOf(name: string, args: LaunchEndpointsArgs, region: string): readonly string[] {
  const { launches = [], services } = args;
  if (launches.length === 0 && services === undefined)
    throw refusal(
      name,
      "neither `launches` nor `services` is given",
      "No endpoint would be made.",
      "Give the launches, or name the services.",
    );
  const needs = endpointNeeds(launches, region);
  const [open] = needs.open;
  if (open !== undefined && services === undefined)
    throw refusal(
      name,
      `what has to be reached is not known while the program runs: ${open}`,
      "Which endpoints are made would differ between preview and update.",
      'Name what is needed besides in `services`, such as ["ecr.api", "ecr.dkr", "s3"] for an image in ECR, or [] where nothing is.',
    );
  const given = (services ?? []).map((service) =>
    service === endpointName(serviceOfEndpoint(service), region) ? serviceOfEndpoint(service) : service,
  );
  const existing = existingOf(args);
  return [...new Set([...needs.services, ...given])]
    .filter((service) => !existing.includes(serviceOfEndpoint(service)))
    .sort();
}

function checkSurroundings(
  name: string,
  { securityGroupIds, allowedCidrs, routeTableIds }: LaunchEndpointsArgs,
  services: readonly string[],
  interfaces: readonly string[],
): void {
  const [first] = interfaces;
  if (first !== undefined && securityGroupIds === undefined && allowedCidrs === undefined)
    throw refusal(
      name,
      `nobody is admitted to the endpoint of ${first}`,
      "Tasks would run into a timeout.",
      "Give the tasks' security groups in `securityGroupIds`, or their ranges in `allowedCidrs`.",
    );
  const gateway = services.find(hasGateway);
  const isEmpty = routeTableIds === undefined || (Array.isArray(routeTableIds) && routeTableIds.length === 0);
  if (gateway !== undefined && isEmpty)
    throw refusal(
      name,
      `no route table leads to the endpoint of ${gateway}`,
      "Tasks would run into a timeout: layers of images in ECR come from S3.",
      "Give the route tables of the tasks' subnets in `routeTableIds`.",
    );
}

const refusal = (name: string, what: string, effect: string, remedy: string): RunError =>
  new RunError(`LaunchEndpoints ${name}: ${what}.\n${effect}\n${remedy}`);
