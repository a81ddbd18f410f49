import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LaunchEndpoints } from "ecs-preflight";

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

const logs = new aws.cloudwatch.LogGroup("api", { name: "/ecs/api", retentionInDays: 30 });
const password = new aws.secretsmanager.Secret("db-password");
const version = new aws.secretsmanager.SecretVersion("db-password", {
  secretId: password.id,
  secretString: new pulumi.Config().getSecret("dbPassword") ?? pulumi.secret("change-me"),
});

const role = new aws.iam.Role("exec", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
});
const managed = new aws.iam.RolePolicyAttachment("exec", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
});
const readSecret = new aws.iam.RolePolicy("exec-secret", {
  role: role.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: password.arn }],
  }),
});

const containerDefinitions = [
  {
    name: "api",
    image: `123456789012.dkr.ecr.${region}.amazonaws.com/shop/api@sha256:9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a0b2d4f6e8c1a3b5d7f9e0c2a4b6d8f1e`,
    portMappings: [{ containerPort: 8080 }],
    secrets: [{ name: "DB_PASSWORD", valueFrom: password.arn }],
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": logs.name, "awslogs-region": region, "awslogs-stream-prefix": "api" },
    },
  },
];

const endpoints = new LaunchEndpoints("isolated", {
  vpcId: vpc.id,
  subnetIds: subnets.map(({ id }) => id),
  routeTableIds: [routes.id],
  securityGroupIds: [tasks.id],
  launches: [{ containerDefinitions }],
  tighten: true,
});

const cluster = new aws.ecs.Cluster("shop");
const task = new aws.ecs.TaskDefinition("api", {
  family: "api",
  cpu: "256",
  memory: "1024",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  executionRoleArn: role.arn,
  containerDefinitions: pulumi.jsonStringify(containerDefinitions),
});

export const service = new aws.ecs.Service(
  "api",
  {
    cluster: cluster.arn,
    taskDefinition: task.arn,
    desiredCount: 2,
    launchType: "FARGATE",
    waitForSteadyState: true,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    networkConfiguration: { subnets: subnets.map(({ id }) => id), securityGroups: [tasks.id] },
  },
  { dependsOn: [...endpoints.ready, ...associations, managed, readSecret, version] },
).name;
