import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EcsService } from "ecs-preflight";

const config = new pulumi.Config();
const region = "eu-west-1";
const zones = ["a", "b"];

const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
const publicRoutes = new aws.ec2.RouteTable("public", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});
const [publicSubnets, privateSubnets] = ["public", "private"].map((kind, net) =>
  zones.map(
    (zone, index) =>
      new aws.ec2.Subnet(`${kind}-${zone}`, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${net * 10 + index}.0/24`,
        availabilityZone: `${region}${zone}`,
      }),
  ),
) as [aws.ec2.Subnet[], aws.ec2.Subnet[]];

// The tasks get out through a NAT gateway in the first public subnet.
const address = new aws.ec2.Eip("nat", { domain: "vpc" });
const nat = new aws.ec2.NatGateway("main", {
  allocationId: address.allocationId,
  subnetId: publicSubnets[0]!.id,
});
const privateRoutes = new aws.ec2.RouteTable("private", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
});
const associations = [
  ...publicSubnets.map((subnet) => ({ subnet, routes: publicRoutes })),
  ...privateSubnets.map((subnet) => ({ subnet, routes: privateRoutes })),
].map(
  ({ subnet, routes }, index) =>
    new aws.ec2.RouteTableAssociation(`routes-${index}`, { subnetId: subnet.id, routeTableId: routes.id }),
);

const balancerGroup = new aws.ec2.SecurityGroup("balancer", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const balancer = new aws.lb.LoadBalancer("main", {
  loadBalancerType: "application",
  subnets: publicSubnets.map(({ id }) => id),
  securityGroups: [balancerGroup.id],
});
const targets = new aws.lb.TargetGroup("api", {
  vpcId: vpc.id,
  targetType: "ip",
  protocol: "HTTP",
  port: 8080,
  healthCheck: { path: "/health" },
});
const listener = new aws.lb.Listener("http", {
  loadBalancerArn: balancer.arn,
  protocol: "HTTP",
  port: 80,
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});

const password = new aws.secretsmanager.Secret("db-password");
const passwordValue = new aws.secretsmanager.SecretVersion("db-password", {
  secretId: password.id,
  secretString: config.getSecret("dbPassword") ?? pulumi.secret(JSON.stringify({ password: "change-me" })),
});

const files = new aws.efs.FileSystem("files", { encrypted: true });
const filesGroup = new aws.ec2.SecurityGroup("files", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 2049, toPort: 2049, cidrBlocks: [vpc.cidrBlock] }],
});
const mountTargets = privateSubnets.map(
  (subnet, index) =>
    new aws.efs.MountTarget(`files-${index}`, {
      fileSystemId: files.id,
      subnetId: subnet.id,
      securityGroups: [filesGroup.id],
    }),
);

const api = new EcsService("api", {
  cluster: new aws.ecs.Cluster("main").arn,
  network: {
    vpcId: vpc.id,
    subnetIds: privateSubnets.map(({ id }) => id),
    loadBalancerSecurityGroupIds: [balancerGroup.id],
  },
  container: {
    image: `123456789012.dkr.ecr.${region}.amazonaws.com/shop/api@sha256:9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a0b2d4f6e8c1a3b5d7f9e0c2a4b6d8f1e`,
    memory: 512,
    // Port 8080 of the target group, which the balancer may reach.
    portMappings: [{ targetGroup: targets }],
    environment: { FILES: "/files" },
    secrets: { DB_PASSWORD: { secret: password, key: "password" } },
    mountPoints: [{ sourceVolume: "files", containerPath: "/files" }],
  },
  volumes: [
    { name: "files", efsVolumeConfiguration: { fileSystemId: files.id, transitEncryption: "ENABLED" } },
  ],
  desiredCount: 2,
  healthCheckGracePeriodSeconds: 60,
  autoScaling: { minCapacity: 2, maxCapacity: 10, cpuPercent: 60 },
  waitFor: [listener, passwordValue, ...mountTargets, ...associations],
});

export const url = pulumi.interpolate`http://${balancer.dnsName}`;
export const service = api.serviceName;
