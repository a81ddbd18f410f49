import {
  ComponentResource,
  getProject,
  getStack,
  output,
  RunError,
  type ComponentResourceOptions,
  type Input,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import type { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { Service } from "@pulumi/aws/ecs/service";
import { TaskDefinition } from "@pulumi/aws/ecs/taskDefinition";
import type { Role } from "@pulumi/aws/iam/role";
import type { PropertyMap } from "../policies/stack";
import { Unknown } from "../launch/known";
import { KNOWN_PARTS } from "../policies/known-parts";
import type { EcsServiceArgs } from "./ecs-service-args";
import { ExecutionRole } from "./execution-role";
import { knownContent } from "./known-content";
import { isPluginNamed } from "./plugin-named";
import { ServiceCanary } from "./service-canary";
import { scaleWithLoad } from "./service/auto-scaling";
import { arnOf, containerDefinition, namedContainers, portOf } from "./service/container-definitions";
import { refuseUnmet, type Intended } from "./service/guard-rails";
import { knownNow } from "./service/known-now";
import { runsOnFargate, serviceArgs, taskDefinitionArgs, type NamedContainers } from "./service/plan";
import { refuseArguments } from "./service/own-arguments";
import { regionOf } from "./service/region";
import { taskRole } from "./service/task-role";
import { tasksSecurityGroup, type BalancedPort } from "./service/tasks-security-group";

/**
 * A service whose tasks start: with its task definition, task role, log group and security group, made in the
 * order in which a start needs them. What ECS would refuse, or could never start, is refused at once.
 *
 * `dependsOn` in the options holds for the service itself: its first tasks wait.
 */
export class EcsService extends ComponentResource {
  readonly service: Service;
  readonly taskDefinition: TaskDefinition;
  readonly serviceName: Output<string>;
  readonly serviceArn: Output<string>;
  readonly taskDefinitionArn: Output<string>;
  /** Of the new log group. */
  readonly logGroupName: Output<string | undefined>;
  /** Of the new security group, for rules of other groups. */
  readonly securityGroupId: Output<string | undefined>;
  /** `undefined` where the role is given. */
  readonly executionRole: ExecutionRole | undefined;
  /** ARN of the role with which ECS starts the tasks. */
  readonly executionRoleArn: Output<string>;
  /** ARN of the role of the program in the containers. */
  readonly taskRoleArn: Output<string>;
  /** `undefined` where the role is given. */
  readonly taskRole: Role | undefined;
  /** `undefined` where the group is given, or no container logs to it. */
  readonly logGroup: LogGroup | undefined;
  /** `undefined` where groups are given. */
  readonly securityGroup: SecurityGroup | undefined;
  /** `undefined` where the service itself waits. */
  readonly canary: ServiceCanary | undefined;

  /** @throws {RunError} for what certainly can't start, with the text and the id of the rule */
  constructor(name: string, args: EcsServiceArgs, options: ComponentResourceOptions = {}) {
    super("ecs-preflight:index:EcsService", name, {}, options);
    const containers = namedContainers(name, args);
    if (containers.length === 0)
      throw new RunError(`EcsService ${name}: give \`container\`, or \`containers\` with one at least.`);
    if (args.taskRole !== undefined && args.taskPolicies !== undefined)
      throw new RunError(
        `EcsService ${name}, taskPolicies: they go to the role that is made where \`taskRole\` is left out. Attach them to the role that is given, or take \`taskRole\` out.`,
      );
    refuseArguments(
      name,
      args,
      containers.map(([of]) => of),
    );
    const family = args.family ?? physicalName(name);
    const region = args.region ?? regionOf(this.getProvider("aws:ecs/service:Service"));
    const logs = new LogsOf(name, args, family, region);
    const definitions = containers.map(([key, container]) =>
      containerDefinition(key, container, () => logs.asked()),
    );
    const canary = args.canary ?? isPluginNamed();
    const ofTask = taskDefinitionArgs(family, args, definitions);
    const ofService = serviceArgs(args, containers, canary === false);
    const intended = (known: unknown): Intended => ({
      name,
      region: typeof region === "string" ? region : undefined,
      taskDefinition: knownNow({
        ...ofTask,
        containerDefinitions: known,
        executionRoleArn: args.executionRole === undefined ? NEW_ROLE : arnOf(args.executionRole),
        taskRoleArn: args.taskRole === undefined ? NEW_ROLE : arnOf(args.taskRole),
      }) as PropertyMap,
      service: knownNow({ ...ofService, networkConfiguration: networkOf(args, []) }) as PropertyMap,
    });
    refuseUnmet(intended(definitions));

    const parent = { parent: this };
    this.logGroup = logs.make(this);
    const ofProgram = args.taskRole === undefined ? taskRole(name, args, parent) : undefined;
    this.taskRole = ofProgram?.role;
    this.taskRoleArn = output(
      args.taskRole === undefined ? (this.taskRole?.arn ?? "") : arnOf(args.taskRole),
    );
    this.executionRole =
      args.executionRole === undefined
        ? new ExecutionRole(
            name,
            {
              containerDefinitions: definitions,
              launchType: runsOnFargate(args) ? "FARGATE" : "EC2",
              ...(region === undefined ? {} : { region }),
              ...(args.keys === undefined ? {} : { keys: args.keys }),
              ...(args.pullThroughCaches === undefined ? {} : { pullThroughCaches: args.pullThroughCaches }),
              ...(args.tags === undefined ? {} : { tags: args.tags }),
            },
            parent,
          )
        : undefined;
    this.executionRoleArn = output(this.executionRole?.arn ?? arnOf(args.executionRole ?? ""));
    const groups =
      args.network.securityGroupIds === undefined
        ? tasksSecurityGroup(name, args.network, balancedPorts(containers), args.tags, parent)
        : undefined;
    this.securityGroup = groups?.group;
    this.taskDefinition = new TaskDefinition(
      name,
      {
        ...ofTask,
        executionRoleArn: this.executionRoleArn,
        taskRoleArn: this.taskRoleArn,
        containerDefinitions: output(definitions as unknown[]).apply((known) => {
          // Now with what outputs have become.
          refuseUnmet(intended(known));
          return JSON.stringify(known);
        }),
      },
      parent,
    );
    this.service = new Service(
      name,
      {
        ...ofService,
        taskDefinition: this.taskDefinition.arn,
        networkConfiguration: networkOf(args, groups === undefined ? [] : [groups.group.id]),
      },
      {
        parent: this,
        dependsOn: output(options.dependsOn).apply((others): Resource[] => [
          ...(others === undefined ? [] : [others].flat()),
          ...(args.waitFor ?? []),
          ...(groups?.rules ?? []),
          ...(ofProgram?.policies ?? []),
          ...(this.logGroup === undefined ? [] : [this.logGroup]),
        ]),
        ...(options.customTimeouts === undefined ? {} : { customTimeouts: options.customTimeouts }),
        // The next deployment leaves the number as the load made it.
        ...(args.autoScaling === undefined ? {} : { ignoreChanges: ["desiredCount"] }),
      },
    );
    if (args.autoScaling !== undefined) scaleWithLoad(name, this.service, args.autoScaling, parent);
    this.canary =
      canary === false
        ? undefined
        : new ServiceCanary(
            name,
            {
              ...(canary === true ? {} : canary),
              cluster: arnOf(args.cluster),
              service: this.service.id,
              taskDefinition: this.taskDefinition.arn,
            },
            parent,
          );
    this.serviceName = this.service.name;
    this.serviceArn = this.service.id;
    this.taskDefinitionArn = this.taskDefinition.arn;
    this.logGroupName = output(this.logGroup?.name);
    this.securityGroupId = output(this.securityGroup?.id);
    this.registerOutputs({
      serviceName: this.serviceName,
      serviceArn: this.serviceArn,
      taskDefinitionArn: this.taskDefinitionArn,
      logGroupName: this.logGroupName,
      securityGroupId: this.securityGroupId,
      executionRoleArn: this.executionRoleArn,
      taskRoleArn: this.taskRoleArn,
      [KNOWN_PARTS]: [
        {
          urn: this.taskDefinition.urn,
          property: "containerDefinitions",
          // The environment is nobody's business.
          content: knownContent(definitions.map((one) => ({ ...one, environment: undefined }))),
        },
      ],
    });
  }
}

/** Stands for the role that is about to be made. */
const NEW_ROLE = new Unknown("it is made with the service");

/** The log group, made only where a container logs to it. */
class LogsOf {
  private isAsked = false;

  constructor(
    private readonly name: string,
    private readonly args: EcsServiceArgs,
    private readonly family: Input<string>,
    private readonly region: Input<string> | undefined,
  ) {}

  asked(): { readonly group: Input<string>; readonly region: Input<string> } {
    this.isAsked = true;
    if (this.region === undefined)
      throw new RunError(
        `EcsService ${this.name}, region: the logs need a region, and neither the provider, nor \`aws:region\`, nor AWS_REGION says one.`,
      );
    return { group: this.groupName(), region: this.region };
  }

  make(parent: Resource): LogGroup | undefined {
    const { logGroup, logRetentionDays, tags } = this.args;
    if (!this.isAsked || logGroup !== undefined) return undefined;
    return new LogGroup(
      this.name,
      {
        name: this.groupName(),
        retentionInDays: logRetentionDays ?? 30,
        ...(tags === undefined ? {} : { tags }),
      },
      { parent },
    );
  }

  /** Written out rather than taken from the resource, so that it is known at preview. */
  private groupName(): Input<string> {
    const { logGroup } = this.args;
    if (logGroup !== undefined) return nameOf(logGroup);
    return typeof this.family === "string"
      ? `/ecs/${this.family}`
      : output(this.family).apply((family) => `/ecs/${family}`);
  }
}

function nameOf(group: NonNullable<EcsServiceArgs["logGroup"]>): Input<string> {
  return typeof group === "object" && "name" in group && !("apply" in group)
    ? group.name
    : (group as Input<string>);
}

/** Families and log groups have the letters, digits, hyphens and underscores in common. */
function physicalName(name: string): string {
  return `${getProject()}-${getStack()}-${name}`.replace(/[^A-Za-z0-9_-]/g, "-");
}

function balancedPorts(containers: NamedContainers): BalancedPort[] {
  return containers.flatMap(([, { portMappings = [] }]) =>
    portMappings
      .filter(({ targetGroup }) => targetGroup !== undefined)
      .map((mapping) => ({
        port: portOf(mapping) as Input<number>,
        protocol: mapping.protocol ?? "tcp",
      })),
  );
}

/** On instances tasks get no public address: who asks for one learns it. */
function networkOf(args: EcsServiceArgs, made: readonly Input<string>[]) {
  const { subnetIds, securityGroupIds, assignPublicIp } = args.network;
  return {
    subnets: subnetIds as Input<Input<string>[]>,
    securityGroups: (securityGroupIds ?? made) as Input<Input<string>[]>,
    ...(runsOnFargate(args) || assignPublicIp === true ? { assignPublicIp: assignPublicIp ?? false } : {}),
  };
}
