import { Unknown } from "../../../launch/known";
import { instanceJoinsCluster } from "../../../policies/rules/instance-joins-cluster";
import { CLUSTER } from "../../support/fargate-service";
import { base64, instances, ON_EC2 } from "../../support/instances";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";

const PLAIN = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
const onEc2 = (
  template: Readonly<Record<string, unknown>> = {},
): typeof ON_EC2 & { others: ReturnType<typeof instances> } => ({
  ...ON_EC2,
  others: instances(template),
});

testRule(instanceJoinsCluster, [
  { name: "Fargate has no instances", verdict: "none" },
  {
    name: "image, profile and user data are in order",
    ...onEc2(),
    verdict: "met",
    says: ["names main-1a2b3c4"],
  },
  {
    name: "the user data names another cluster",
    ...onEc2({ userData: base64("echo ECS_CLUSTER=prod >> /etc/ecs/ecs.config") }),
    verdict: "unmet",
    level: "mandatory",
    resource: "host",
    says: ["names cluster prod, and the tasks run in main-1a2b3c4"],
  },
  {
    name: "no user data: the instances go to `default`",
    ...onEc2({ userData: undefined }),
    verdict: "unmet",
    says: ["names no cluster, so its instances join `default`"],
  },
  {
    name: "the user data of something else",
    ...onEc2({ userData: base64("#!/bin/bash\nyum install -y htop\n") }),
    verdict: "unmet",
  },
  {
    name: "a script may name the cluster",
    ...onEc2({ userData: base64("curl https://example.com/join.sh | bash") }),
    verdict: "unknown",
    suspects: "names no cluster",
  },
  {
    name: "an image of one's own may name the cluster",
    ...onEc2({ userData: undefined, imageId: "ami-0123456789abcdef0" }),
    verdict: "unknown",
    suspects: "names no cluster",
  },
  {
    name: "the name is made when the instance starts",
    ...onEc2({ userData: base64("echo ECS_CLUSTER=$NAME >> x") }),
    verdict: "unknown",
  },
  {
    name: "the user data comes later",
    ...onEc2({ userData: outputOf(CLUSTER, "main") }),
    verdict: "unknown",
  },
  {
    name: "a plain image without the agent",
    ...onEc2({ imageId: PLAIN, userData: undefined }),
    verdict: "unmet",
    says: ["is none of ECS's, and nothing installs the ECS agent"],
  },
  {
    name: "a plain image whose user data speaks of ECS",
    ...onEc2({
      imageId: PLAIN,
      userData: base64("dnf install -y ecs-init\necho ECS_CLUSTER=main-1a2b3c4 > /etc/ecs/ecs.config"),
    }),
    verdict: "unknown",
    suspects: "none of ECS's",
  },
  {
    name: "no instance profile",
    ...onEc2({ iamInstanceProfile: undefined }),
    verdict: "unmet",
    says: ["has no instance profile"],
  },
  {
    name: "no instance profile, on an image of one's own",
    ...onEc2({ iamInstanceProfile: undefined, imageId: "ami-0123456789abcdef0" }),
    verdict: "unknown",
    suspects: "no instance profile",
  },
  {
    name: "Bottlerocket names the cluster in its settings",
    ...onEc2({
      imageId: "resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id",
      userData: base64('[settings.ecs]\ncluster = "main-1a2b3c4"\n'),
    }),
    verdict: "met",
  },
  {
    name: "the group is made from something that is not in view",
    ...ON_EC2,
    others: instances({}, { launchTemplate: { id: "lt-0123456789abcdef0" } }),
    verdict: "unknown",
  },
  {
    name: "launch type EC2, and nothing makes instances",
    taskDefinition: ON_EC2.taskDefinition,
    service: { launchType: "EC2", networkConfiguration: undefined },
    verdict: "unknown",
    suspects: "nothing in this program makes instances for cluster main",
  },
  {
    name: "launch type EC2, and the user data names the cluster",
    taskDefinition: ON_EC2.taskDefinition,
    service: { launchType: "EC2", networkConfiguration: undefined },
    others: instances(),
    verdict: "met",
  },
  {
    name: "the capacity provider comes later",
    ...onEc2(),
    service: { ...ON_EC2.service, capacityProviderStrategies: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "launch type EC2, and a fleet may make instances",
    taskDefinition: ON_EC2.taskDefinition,
    service: { launchType: "EC2", networkConfiguration: undefined },
    others: [{ type: "aws:ec2/spotFleetRequest:SpotFleetRequest", name: "spot" }],
    verdict: "unknown",
    says: [/instances of spot may join main\n\n/],
  },
]);
