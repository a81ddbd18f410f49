import * as aws from "@pulumi/aws";
import { secret, type Input, type Resource } from "@pulumi/pulumi";

const EVERYTHING_OUT = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];

export interface Network {
  readonly vpc: aws.ec2.Vpc;
  readonly subnets: readonly aws.ec2.Subnet[];
  /** What the first tasks wait for. */
  readonly ready: readonly Resource[];
}

/** A VPC with subnets in two zones, that lead to an internet gateway or, where private, to a NAT gateway. */
export function network(isPrivate: boolean): Network {
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
  const open = zone("public", vpc, 0, { cidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
  if (!isPrivate) return { vpc, ...open };
  const address = new aws.ec2.Eip("nat", { domain: "vpc" });
  const [subnet] = open.subnets;
  const nat = new aws.ec2.NatGateway("main", {
    allocationId: address.allocationId,
    subnetId: subnet?.id ?? "",
  });
  const { subnets, ready } = zone("private", vpc, 10, { cidrBlock: "0.0.0.0/0", natGatewayId: nat.id });
  return { vpc, subnets, ready: [...open.ready, ...ready] };
}

type Route = aws.types.input.ec2.RouteTableRoute;

/** Subnets of one kind, with the table that leads out of them. */
function zone(kind: string, vpc: aws.ec2.Vpc, third: number, route: Route): Omit<Network, "vpc"> {
  const table = new aws.ec2.RouteTable(kind, { vpcId: vpc.id, routes: [route] });
  const subnets = ["a", "b"].map(
    (letter, index) =>
      new aws.ec2.Subnet(`${kind}-${letter}`, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${third + index}.0/24`,
        availabilityZone: `eu-west-1${letter}`,
      }),
  );
  const ready = subnets.map(
    (subnet, index) =>
      new aws.ec2.RouteTableAssociation(`${kind}-${index}`, { subnetId: subnet.id, routeTableId: table.id }),
  );
  return { subnets, ready };
}

/** Instances that join a cluster, as its capacity provider `fleet`. */
export function fleet({ subnets, ready, vpc }: Network, clusterName: string): aws.ecs.CapacityProvider {
  const role = new aws.iam.Role("instance", { assumeRolePolicy: trust("ec2.amazonaws.com") });
  const mayRegister = new aws.iam.RolePolicyAttachment("instance", {
    role: role.name,
    policyArn: aws.iam.ManagedPolicy.AmazonEC2ContainerServiceforEC2Role,
  });
  const group = new aws.ec2.SecurityGroup("instance", { vpcId: vpc.id, egress: EVERYTHING_OUT });
  const template = new aws.ec2.LaunchTemplate("instance", {
    imageId: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    instanceType: "m7i.4xlarge",
    iamInstanceProfile: { arn: new aws.iam.InstanceProfile("instance", { role: role.name }).arn },
    vpcSecurityGroupIds: [group.id],
    userData: Buffer.from(`#!/bin/bash\necho ECS_CLUSTER=${clusterName} >> /etc/ecs/ecs.config\n`).toString(
      "base64",
    ),
  });
  const instances = new aws.autoscaling.Group(
    "instances",
    {
      minSize: 1,
      maxSize: 4,
      vpcZoneIdentifiers: subnets.map(({ id }) => id),
      launchTemplate: { id: template.id, version: "$Latest" },
    },
    { dependsOn: [mayRegister, ...ready] },
  );
  return new aws.ecs.CapacityProvider("fleet", {
    name: "fleet",
    autoScalingGroupProvider: { autoScalingGroupArn: instances.arn },
  });
}

export const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

export interface Front {
  readonly group: aws.ec2.SecurityGroup;
  readonly targetGroup: aws.lb.TargetGroup;
  readonly listener: aws.lb.Listener;
}

/** A load balancer that leads to port 8080. */
export function front({ vpc, subnets }: Network): Front {
  const group = new aws.ec2.SecurityGroup("front", { vpcId: vpc.id, egress: EVERYTHING_OUT });
  const balancer = new aws.lb.LoadBalancer("front", {
    subnets: subnets.map(({ id }) => id),
    securityGroups: [group.id],
  });
  const targetGroup = new aws.lb.TargetGroup("api", {
    vpcId: vpc.id,
    targetType: "ip",
    protocol: "HTTP",
    port: 8080,
  });
  const listener = new aws.lb.Listener("http", {
    loadBalancerArn: balancer.arn,
    protocol: "HTTP",
    port: 80,
    defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
  });
  return { group, targetGroup, listener };
}

/** A file system that each subnet has a mount target of, open to the VPC. */
export function files({ vpc, subnets }: Network): {
  readonly system: aws.efs.FileSystem;
  readonly ready: readonly Resource[];
} {
  const system = new aws.efs.FileSystem("files", { encrypted: true });
  const group = new aws.ec2.SecurityGroup("files", {
    vpcId: vpc.id,
    ingress: [{ protocol: "tcp", fromPort: 2049, toPort: 2049, cidrBlocks: [vpc.cidrBlock] }],
  });
  const ready = subnets.map(
    ({ id: subnetId }, index) =>
      new aws.efs.MountTarget(`files-${index}`, {
        fileSystemId: system.id,
        subnetId,
        securityGroups: [group.id],
      }),
  );
  return { system, ready };
}

export interface Secrets {
  readonly key: aws.kms.Key;
  /** Under the key. */
  readonly guarded: aws.secretsmanager.Secret;
  readonly plain: aws.secretsmanager.Secret;
  readonly parameter: aws.ssm.Parameter;
  readonly ready: readonly Resource[];
}

export function secrets(): Secrets {
  const key = new aws.kms.Key("key");
  const guarded = new aws.secretsmanager.Secret("guarded", { kmsKeyId: key.arn });
  const plain = new aws.secretsmanager.Secret("plain");
  const value = (name: string, of: aws.secretsmanager.Secret): Resource =>
    new aws.secretsmanager.SecretVersion(name, {
      secretId: of.id,
      secretString: secret(JSON.stringify({ password: "made-up", username: "api" })),
    });
  const parameter = new aws.ssm.Parameter("parameter", {
    name: "/shop/parameter",
    type: "String",
    value: "eu",
  });
  return {
    key,
    guarded,
    plain,
    parameter,
    ready: [value("guarded", guarded), value("plain", plain), parameter],
  };
}

/** The role with which ECS makes EBS volumes. */
export function volumeRole(): { readonly arn: Input<string>; readonly ready: Resource } {
  const role = new aws.iam.Role("volumes", { assumeRolePolicy: trust("ecs.amazonaws.com") });
  const ready = new aws.iam.RolePolicyAttachment("volumes", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes",
  });
  return { arn: role.arn, ready };
}
