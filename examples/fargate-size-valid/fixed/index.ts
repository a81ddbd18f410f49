import * as aws from "@pulumi/aws";

const task = new aws.ecs.TaskDefinition("web", {
  family: "web",
  cpu: "512",
  memory: "4096",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],

  containerDefinitions: JSON.stringify([
    {
      name: "web",
      image:
        "public.ecr.aws/nginx/nginx@sha256:f9790ff1dd0637185c3df045e03072f59814c83b8479d345797dd6a9165c874c",
      portMappings: [{ containerPort: 80 }],
    },
  ]),
});

new aws.ecs.Service("web", {
  cluster: new aws.ecs.Cluster("main").arn,
  taskDefinition: task.arn,
  launchType: "FARGATE",
  desiredCount: 1,
  waitForSteadyState: true,
  networkConfiguration: { subnets: ["subnet-0a1b2c3d4e5f60718"], assignPublicIp: true },
});
