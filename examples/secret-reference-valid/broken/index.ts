import * as aws from "@pulumi/aws";

const role = new aws.iam.Role("exec", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
});
const managed = new aws.iam.RolePolicyAttachment("exec", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
});
const readSecret = new aws.iam.RolePolicy("read-secret", {
  role: role.name,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/db-a1B2c3",
      },
    ],
  }),
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
      secrets: [
        {
          name: "DB_PASSWORD",
          valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/db-a1B2c3:password",
        },
      ],
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
  { dependsOn: [managed, readSecret] },
);
