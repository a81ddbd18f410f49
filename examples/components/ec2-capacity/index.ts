import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EcsService } from "ecs-preflight";

const region = "eu-west-1";
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
const publicRoutes = new aws.ec2.RouteTable("public", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});
const publicSubnet = new aws.ec2.Subnet("public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
const address = new aws.ec2.Eip("nat", { domain: "vpc" });
const nat = new aws.ec2.NatGateway("main", {
  allocationId: address.allocationId,
  subnetId: publicSubnet.id,
});
const privateRoutes = new aws.ec2.RouteTable("private", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
});
const subnet = new aws.ec2.Subnet("private", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
const associations = [
  { name: "public", subnet: publicSubnet, routes: publicRoutes },
  { name: "private", subnet, routes: privateRoutes },
].map(
  ({ name, subnet: of, routes }) =>
    new aws.ec2.RouteTableAssociation(name, { subnetId: of.id, routeTableId: routes.id }),
);

// The instances: an ECS image, the name of the cluster, a role to register with, and a way out.
const cluster = new aws.ecs.Cluster("main", { name: "workers" });
const role = new aws.iam.Role("instance", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
});
const mayRegister = new aws.iam.RolePolicyAttachment("instance", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AmazonEC2ContainerServiceforEC2Role,
});
const profile = new aws.iam.InstanceProfile("instance", { role: role.name });
const group = new aws.ec2.SecurityGroup("instance", {
  vpcId: vpc.id,
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const image = aws.ssm.getParameterOutput({
  name: "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
});
const template = new aws.ec2.LaunchTemplate("instance", {
  imageId: image.value,
  instanceType: "t3.medium",
  iamInstanceProfile: { arn: profile.arn },
  vpcSecurityGroupIds: [group.id],
  userData: Buffer.from("#!/bin/bash\necho ECS_CLUSTER=workers >> /etc/ecs/ecs.config\n").toString("base64"),
});
const instances = new aws.autoscaling.Group(
  "instances",
  {
    minSize: 1,
    maxSize: 4,
    vpcZoneIdentifiers: [subnet.id],
    launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
    tags: [{ key: "AmazonECSManaged", value: "true", propagateAtLaunch: true }],
  },
  { dependsOn: [mayRegister, ...associations], ignoreChanges: ["desiredCapacity"] },
);
const provider = new aws.ecs.CapacityProvider("instances", {
  autoScalingGroupProvider: {
    autoScalingGroupArn: instances.arn,
    managedScaling: { status: "ENABLED", targetCapacity: 100 },
  },
});
const providers = new aws.ecs.ClusterCapacityProviders("main", {
  clusterName: cluster.name,
  capacityProviders: [provider.name],
});

const worker = new EcsService("worker", {
  cluster: cluster.arn,
  network: { vpcId: vpc.id, subnetIds: [subnet.id] },
  capacityProviderStrategies: [{ capacityProvider: provider.name, weight: 1 }],
  container: {
    image: `123456789012.dkr.ecr.${region}.amazonaws.com/shop/worker@sha256:9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a0b2d4f6e8c1a3b5d7f9e0c2a4b6d8f1e`,
    cpu: 256,
    memory: 512,
  },
  waitFor: [providers],
});

export const service = worker.serviceName;
