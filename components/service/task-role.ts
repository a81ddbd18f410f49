import type { CustomResourceOptions, Input, Resource } from "@pulumi/pulumi";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import type { EcsServiceArgs } from "../ecs-service-args";
import { policyDocument } from "../policy-document";

export interface TaskRole {
  readonly role: Role;
  /** What the first task has to wait for. */
  readonly policies: readonly Resource[];
}

type TaskRoleArgs = Pick<EcsServiceArgs, "tags" | "enableExecuteCommand" | "taskPolicies">;

/**
 * The role of the program in the containers. It may do what the policies given say; where ECS Exec is on, or may come on, it
 * may open its channels, which have no ARN.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions
 */
export function taskRole(
  name: string,
  { tags, enableExecuteCommand, taskPolicies = {} }: TaskRoleArgs,
  options: CustomResourceOptions,
): TaskRole {
  const role = new Role(
    `${name}-task`,
    {
      assumeRolePolicy: JSON.stringify(TRUST),
      description: `Program of ${name}`,
      ...(tags === undefined ? {} : { tags }),
    },
    options,
  );
  const own = Object.entries(taskPolicies).map(
    ([of, policy]) => new RolePolicy(`${name}-task-${of}`, { role: role.name, policy }, options),
  );
  return { role, policies: isOff(enableExecuteCommand) ? own : [...own, execPolicy(name, role, options)] };
}

const isOff = (flag: Input<boolean | undefined> | undefined): boolean => flag === undefined || flag === false;

const execPolicy = (name: string, role: Role, options: CustomResourceOptions): RolePolicy =>
  new RolePolicy(`${name}-exec`, { role: role.name, policy: JSON.stringify(EXEC) }, options);

const TRUST = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

const EXEC = policyDocument([
  {
    Sid: "Exec",
    Effect: "Allow",
    Action: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
      (action) => `ssmmessages:${action}`,
    ),
    Resource: ["*"],
  },
]);
