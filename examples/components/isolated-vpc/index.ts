import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EcsService, LaunchEndpoints, launchOf } from "ecs-preflight";

const region = "eu-west-1";

// No internet gateway, no NAT gateway. Private DNS asks for host names.
const vpc = new aws.ec2.Vpc("isolated", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const routes = new aws.ec2.RouteTable("private", { vpcId: vpc.id });
const subnets = ["a", "b"].map(
  (zone, index) =>
    new aws.ec2.Subnet(`private-${zone}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone: `${region}${zone}`,
    }),
);
const associations = subnets.map(
  (subnet, index) =>
    new aws.ec2.RouteTableAssociation(`private-${index}`, { subnetId: subnet.id, routeTableId: routes.id }),
);

// HTTPS to the endpoints, and to the public addresses of S3 behind its gateway endpoint.
const tasks = new aws.ec2.SecurityGroup("tasks", {
  vpcId: vpc.id,
  egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
});

const password = new aws.secretsmanager.Secret("db-password");
const version = new aws.secretsmanager.SecretVersion("db-password", {
  secretId: password.id,
  secretString: new pulumi.Config().getSecret("dbPassword") ?? pulumi.secret("change-me"),
});

const container = {
  name: "api",
  image: `123456789012.dkr.ecr.${region}.amazonaws.com/shop/api@sha256:9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a0b2d4f6e8c1a3b5d7f9e0c2a4b6d8f1e`,
  portMappings: [{ containerPort: 8080 }],
  secrets: { DB_PASSWORD: password },
};

const endpoints = new LaunchEndpoints("isolated", {
  vpcId: vpc.id,
  subnetIds: subnets.map(({ id }) => id),
  routeTableIds: [routes.id],
  securityGroupIds: [tasks.id],
  launches: [launchOf({ container })],
  tighten: true,
});

const api = new EcsService("api", {
  cluster: new aws.ecs.Cluster("shop").arn,
  network: { subnetIds: subnets.map(({ id }) => id), securityGroupIds: [tasks.id] },
  container,
  desiredCount: 2,
  waitFor: [...endpoints.ready, ...associations, version],
});

export const service = api.serviceName;
