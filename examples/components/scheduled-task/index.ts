import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ExecutionRole } from "ecs-preflight";

const region = "eu-west-1";
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
const routes = new aws.ec2.RouteTable("public", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});
const subnet = new aws.ec2.Subnet("public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
const association = new aws.ec2.RouteTableAssociation("public", {
  subnetId: subnet.id,
  routeTableId: routes.id,
});
const group = new aws.ec2.SecurityGroup("report", {
  vpcId: vpc.id,
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});

const cluster = new aws.ecs.Cluster("main");
const logs = new aws.cloudwatch.LogGroup("report", { name: "/ecs/report", retentionInDays: 30 });
const containerDefinitions = [
  {
    name: "report",
    image: `123456789012.dkr.ecr.${region}.amazonaws.com/shop/report@sha256:9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a0b2d4f6e8c1a3b5d7f9e0c2a4b6d8f1e`,
    command: ["report", "--yesterday"],
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": "/ecs/report", "awslogs-region": region, "awslogs-stream-prefix": "ecs" },
    },
  },
];
// Just what these containers need, and nothing else.
const execution = new ExecutionRole("report", { containerDefinitions, region, launchType: "FARGATE" });
const task = new aws.ecs.TaskDefinition("report", {
  family: "report",
  cpu: "256",
  memory: "512",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  executionRoleArn: execution.arn,
  containerDefinitions: JSON.stringify(containerDefinitions),
});

// The role of the schedule: it runs this task in this cluster, and hands the task its execution role.
const scheduler = new aws.iam.Role("scheduler", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "scheduler.amazonaws.com" }),
});
const mayRun = new aws.iam.RolePolicy("scheduler", {
  role: scheduler.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "ecs:RunTask", Resource: task.arn },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: execution.role.arn,
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
    ],
  }),
});

export const schedule = new aws.scheduler.Schedule(
  "report",
  {
    scheduleExpression: "cron(0 3 * * ? *)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: cluster.arn,
      roleArn: scheduler.arn,
      ecsParameters: {
        taskDefinitionArn: task.arn,
        launchType: "FARGATE",
        networkConfiguration: { subnets: [subnet.id], securityGroups: [group.id], assignPublicIp: true },
      },
    },
  },
  { dependsOn: [mayRun, logs, association] },
).name;
