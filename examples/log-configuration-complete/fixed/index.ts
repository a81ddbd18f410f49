import * as aws from "@pulumi/aws";

const logs = new aws.cloudwatch.LogGroup("web", { name: "/ecs/web", retentionInDays: 30 });
const role = new aws.iam.Role("exec", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
});
const managed = new aws.iam.RolePolicyAttachment("exec", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
});

const task = new aws.ecs.TaskDefinition("web", {
  family: "web",
  cpu: "256",
  memory: "512",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  executionRoleArn: role.arn,
  containerDefinitions: JSON.stringify([
    {
      name: "web",
      image:
        "public.ecr.aws/nginx/nginx@sha256:f9790ff1dd0637185c3df045e03072f59814c83b8479d345797dd6a9165c874c",
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/web",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "web",
        },
      },
    },
  ]),
});

new aws.ecs.Service(
  "web",
  {
    cluster: new aws.ecs.Cluster("main").arn,
    taskDefinition: task.arn,
    launchType: "FARGATE",
    desiredCount: 1,
    waitForSteadyState: true,
    networkConfiguration: { subnets: ["subnet-0a1b2c3d4e5f60718"], assignPublicIp: true },
  },
  { dependsOn: [managed, logs] },
);
