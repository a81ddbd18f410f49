import * as aws from "@pulumi/aws";
import { EcsService } from "ecs-preflight";

const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
const subnet = new aws.ec2.Subnet("public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
const routes = new aws.ec2.RouteTable("public", { vpcId: vpc.id });
const wayOut = new aws.ec2.Route("internet", {
  routeTableId: routes.id,
  destinationCidrBlock: "0.0.0.0/0",
  gatewayId: gateway.id,
});
const association = new aws.ec2.RouteTableAssociation("public", {
  subnetId: subnet.id,
  routeTableId: routes.id,
});

const web = new EcsService("web", {
  cluster: new aws.ecs.Cluster("main").arn,
  network: { vpcId: vpc.id, subnetIds: [subnet.id], assignPublicIp: true },
  container: {
    image:
      "public.ecr.aws/nginx/nginx@sha256:9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a0b2d4f6e8c1a3b5d7f9e0c2a4b6d8f1e",
    portMappings: [{ containerPort: 80 }],
  },
  waitFor: [wayOut, association],
});

export const service = web.serviceName;
