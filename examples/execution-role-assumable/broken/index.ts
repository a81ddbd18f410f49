import * as aws from "@pulumi/aws";

const role = new aws.iam.Role("exec", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs.amazonaws.com" }),
});
const managed = new aws.iam.RolePolicyAttachment("exec", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
});

const task = new aws.ecs.TaskDefinition("api", {
  family: "api",
  cpu: "256",
  memory: "512",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  executionRoleArn: role.arn,
  containerDefinitions: JSON.stringify([
    {
      name: "api",
      image:
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:2c4d6e8f0a1b3c5d7e9f1a2b4c6d8e0f2c4d6e8f0a1b3c5d7e9f1a2b4c6d8e0f",
    },
  ]),
});

new aws.ecs.Service(
  "api",
  {
    cluster: new aws.ecs.Cluster("main").arn,
    taskDefinition: task.arn,
    launchType: "FARGATE",
    desiredCount: 1,
    waitForSteadyState: true,
    networkConfiguration: { subnets: ["subnet-0a1b2c3d4e5f60718"], assignPublicIp: true },
  },
  { dependsOn: [managed] },
);
