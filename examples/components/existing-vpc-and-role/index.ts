import * as pulumi from "@pulumi/pulumi";
import { EcsService } from "ecs-preflight";

// Another team keeps the cluster, the network and the role; their names come with the configuration.
const config = new pulumi.Config();

const api = new EcsService("api", {
  cluster: config.require("clusterArn"),
  network: {
    vpcId: config.require("vpcId"),
    subnetIds: config.requireObject<string[]>("subnetIds"),
    securityGroupIds: [config.require("securityGroupId")],
  },
  executionRole: config.require("executionRoleArn"),
  container: {
    image:
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api@sha256:9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a0b2d4f6e8c1a3b5d7f9e0c2a4b6d8f1e",
    portMappings: [{ containerPort: 8080 }],
  },
});

export const service = api.serviceName;
