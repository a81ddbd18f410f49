import { Unknown } from "../../../launch/known";
import { taskRoleCanMountEfs } from "../../../policies/rules/task-role-can-mount-efs";
import { ROLE } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { allow, documentOf, serviceRole } from "../../support/role-policies";
import { outputOf, type ResourceSpec } from "../../support/stack";

const FILES = "aws:efs/fileSystem:FileSystem";
const MOUNT = "elasticfilesystem:ClientMount";
const volumes = (authorization: object = {}): readonly unknown[] => [
  {
    name: "data",
    efsVolumeConfiguration: { fileSystemId: outputOf(FILES, "files"), ...authorization },
  },
];
const IAM = { transitEncryption: "ENABLED", authorizationConfig: { iam: "ENABLED" } };
const files: ResourceSpec = { type: FILES, name: "files", inputs: {} };
const policy = (...statements: readonly object[]): ResourceSpec[] => [
  files,
  {
    type: "aws:efs/fileSystemPolicy:FileSystemPolicy",
    name: "files",
    inputs: { fileSystemId: outputOf(FILES, "files"), policy: documentOf(...statements) },
  },
];
const everybody = (condition?: object): object => ({
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: [MOUNT, "elasticfilesystem:ClientWrite"],
  Resource: "*",
  ...(condition !== undefined && { Condition: condition }),
});
const onlyEncrypted = {
  Effect: "Deny",
  Principal: "*",
  Action: "*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const named = { ...everybody(), Principal: { AWS: "arn:aws:iam::123456789012:role/task-1a2b3c4" } };
const task = (...statements: readonly object[]): ResourceSpec[] =>
  serviceRole("task", "ecs-tasks.amazonaws.com", ...statements);
const withTask = { taskRoleArn: outputOf(ROLE, "task") };

testRule(taskRoleCanMountEfs, [
  { name: "no volumes", verdict: "none" },
  {
    name: "a file system without policy admits everybody, whatever the task role may",
    taskDefinition: { ...withTask, volumes: volumes(IAM) },
    others: [files, ...task()],
    verdict: "met",
  },
  {
    name: "a file system that is not in view",
    taskDefinition: {
      volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-0123456789abcdef0" } }],
    },
    verdict: "unknown",
  },
  {
    name: "the policy names another role, and the task role has no right of its own",
    taskDefinition: { ...withTask, volumes: volumes(IAM) },
    others: [...policy({ ...named, Principal: { AWS: "arn:aws:iam::123456789012:role/other" } }), ...task()],
    verdict: "unmet",
    resource: "task",
    says: [MOUNT, "role task"],
  },
  {
    name: "the policy names the task role",
    taskDefinition: { ...withTask, volumes: volumes(IAM) },
    others: [...policy(named), ...task()],
    verdict: "met",
  },
  {
    name: "in one account the task role's own right suffices",
    taskDefinition: { ...withTask, volumes: volumes(IAM) },
    others: [...policy(onlyEncrypted), ...task(allow("elasticfilesystem:Client*", "*"))],
    verdict: "met",
  },
  {
    name: "a mount without IAM is nobody's, and the policy names a role",
    taskDefinition: { ...withTask, volumes: volumes({ transitEncryption: "ENABLED" }) },
    others: [...policy(named), ...task(allow("elasticfilesystem:*", "*"))],
    verdict: "unmet",
    resource: "api",
    says: ["without IAM"],
  },
  {
    name: "everybody who comes through a mount target",
    taskDefinition: { volumes: volumes() },
    others: policy(everybody({ Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } })),
    verdict: "met",
  },
  {
    name: "everybody, but only encrypted, and the volume is not",
    taskDefinition: { volumes: volumes() },
    others: policy(everybody(), onlyEncrypted),
    verdict: "unmet",
    says: ["denies"],
  },
  {
    name: "everybody, but only encrypted, and the volume is",
    taskDefinition: { volumes: volumes({ transitEncryption: "ENABLED" }) },
    others: policy(everybody(), onlyEncrypted),
    verdict: "met",
  },
  {
    name: "only through an access point, and there is none",
    taskDefinition: { ...withTask, volumes: volumes(IAM) },
    others: [
      ...policy(everybody({ StringLike: { "elasticfilesystem:AccessPointArn": "arn:*" } })),
      ...task(),
    ],
    verdict: "unmet",
  },
  {
    name: "a policy that comes later",
    taskDefinition: { ...withTask, volumes: volumes(IAM) },
    others: [
      files,
      {
        type: "aws:efs/fileSystemPolicy:FileSystemPolicy",
        name: "files",
        inputs: { fileSystemId: outputOf(FILES, "files"), policy: outputOf(FILES, "files") },
      },
      ...task(),
    ],
    verdict: "unknown",
  },
  { name: "volumes that come later", taskDefinition: { volumes: new Unknown("later") }, verdict: "unknown" },
]);
