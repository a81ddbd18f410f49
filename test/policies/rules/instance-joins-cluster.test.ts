import { gzipSync } from "node:zlib";
import { Unknown } from "../../../launch/known";
import { instanceJoinsCluster } from "../../../policies/rules/instance-joins-cluster";
import { CLUSTER } from "../../support/fargate-service";
import { base64, instances, ON_EC2 } from "../../support/instances";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";

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

const script = (...lines: readonly string[]): string => base64(["#!/bin/bash", ...lines, ""].join("\n"));
const JOIN = "echo ECS_CLUSTER=main-1a2b3c4 >> /etc/ecs/ecs.config";
const WINDOWS =
  "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id";
const BOTTLEROCKET = "resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id";
const byLaunchType = {
  ...ON_EC2,
  service: { ...ON_EC2.service, capacityProviderStrategies: undefined, launchType: "EC2" },
};
const single = (name: string, userData: string): ResourceSpec => ({
  type: "aws:ec2/instance:Instance",
  name,
  inputs: {
    ami: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    iamInstanceProfile: "ecs",
    userData,
  },
});

describe("ways to name a cluster", () => {
  testRule(instanceJoinsCluster, [
    {
      name: "user data that cloud-init unpacks",
      ...onEc2({ userData: gzipSync(`#!/bin/bash\n${JOIN}\n`).toString("base64") }),
      verdict: "met",
    },
    {
      name: "user data that is not Base64",
      ...onEc2({ userData: `#!/bin/bash\n${JOIN}\n` }),
      verdict: "unmet",
      says: ["is not Base64, which EC2 refuses", "InvalidUserData.Malformed"],
    },
    {
      name: "user data of which a part comes later may be Base64",
      ...onEc2({ userData: new Unknown("it comes later") }),
      verdict: "unknown",
    },
    {
      name: "a file of cloud-config in a mail of several parts",
      ...onEc2({
        userData: base64(
          "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/cloud-config\n\nwrite_files:\n  - path: /etc/ecs/ecs.config\n    content: |\n      ECS_CLUSTER=main-1a2b3c4\n--B--\n",
        ),
      }),
      verdict: "met",
    },
    {
      name: "Bottlerocket's settings",
      ...onEc2({ imageId: BOTTLEROCKET, userData: base64('[settings.ecs]\ncluster = "main-1a2b3c4"\n') }),
      verdict: "met",
    },
    {
      name: "the command of Windows",
      ...onEc2({
        imageId: WINDOWS,
        userData: base64("<powershell>\nInitialize-ECSAgent -Cluster 'main-1a2b3c4'\n</powershell>"),
      }),
      verdict: "met",
    },
    {
      name: "a line break that printf writes ends the name",
      ...onEc2({
        userData: script('printf "ECS_CLUSTER=main-1a2b3c4\\nECS_LOGLEVEL=debug\\n" > /etc/ecs/ecs.config'),
      }),
      verdict: "met",
    },
    {
      name: "the ARN of the cluster",
      ...onEc2({
        userData: script(
          "echo ECS_CLUSTER=arn:aws:ecs:eu-west-1:123456789012:cluster/main-1a2b3c4 >> /etc/ecs/ecs.config",
        ),
      }),
      verdict: "unknown",
      says: ["names its cluster by ARN"],
    },
    {
      name: "a pattern that sed looks for is no name",
      ...onEc2({
        userData: script('sed -i "s/^ECS_CLUSTER=.*/ECS_CLUSTER=main-1a2b3c4/" /etc/ecs/ecs.config'),
      }),
      verdict: "unknown",
    },
    {
      name: "the name stands in a comment alone",
      ...onEc2({ userData: script(`# ${JOIN}`, "yum update -y") }),
      verdict: "unknown",
      suspects: "names no cluster",
    },
    {
      name: "a comment names the cluster of old",
      ...onEc2({ userData: script("# ECS_CLUSTER=old", JOIN) }),
      verdict: "met",
    },
    {
      name: "a later line names another one",
      ...onEc2({ userData: script(JOIN, "echo ECS_CLUSTER=other >> /etc/ecs/ecs.config") }),
      verdict: "unknown",
      says: ["names several clusters: main-1a2b3c4, other"],
    },
    {
      name: "names of clusters tell upper and lower case apart",
      ...onEc2({ userData: script("echo ECS_CLUSTER=Main-1a2b3c4 >> /etc/ecs/ecs.config") }),
      verdict: "unmet",
    },
    {
      name: "by launch type: the instance of a cluster whose name only begins alike is none of it",
      ...byLaunchType,
      others: [
        single("host", JOIN),
        single("worker", "echo ECS_CLUSTER=main-1a2b3c4-workers >> /etc/ecs/ecs.config"),
      ],
      verdict: "met",
    },
    {
      name: "by launch type: the only instance joins another cluster",
      ...byLaunchType,
      others: [single("host", "")],
      verdict: "unknown",
      suspects: "nothing in this program makes instances for cluster main: those of host join default",
    },
  ]);
});
