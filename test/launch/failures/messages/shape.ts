/** Messages by the cause they must be recognised as. */
export const shape: Readonly<Record<string, readonly string[]>> = {
  "fargate-size-invalid": [
    "ClientException: No Fargate configuration exists for given values: 256 CPU, 4096 memory.",
    "ClientException: Fargate requires that 'memory' be defined at the task level.",
  ],
  "container-cpu-exceeds-task": [
    "ClientException: The 'cpu' setting for container 'web' is greater than for the task.",
  ],
  "fargate-host-volume": ["ClientException: Fargate compatible task definitions do not support sourcePath"],
  "fargate-feature-unsupported": [
    "ClientException: Fargate compatible task definitions do not support devices",
    "ClientException: Tasks using the Fargate launch type do not support GPU resource requirements.",
  ],
  "network-mode-not-awsvpc": ["ClientException: Fargate only supports network mode ‘awsvpc’."],
  "network-configuration-missing": [
    "InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
  ],
  "network-configuration-not-allowed": [
    "InvalidParameterException: Network Configuration is not valid for the given networkMode of this task definition.",
  ],
  "network-configuration-inconsistent": [
    "InvalidParameterException: The provided security groups and subnets are not in the same VPC.",
  ],
  "host-port-mismatch": [
    "ClientException: When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
  ],
  "host-port-duplicated": ["ClientException: TCP host port '8080' is mapped multiple times in task."],
  "launch-type-not-supported": [
    "InvalidParameterException: Task definition does not support launch_type FARGATE.",
    "The selected task definition is not compatible with the selected compute strategy.",
  ],
  "platform-version-invalid": [
    "InvalidParameterException: The platform version must be null when specifying an EC2 launch type.",
    "PlatformUnknownException: The specified platform version does not exist.",
  ],
  "container-dependency-invalid": [
    "ClientException: Cannot depend on container + 'db' because it does not exist",
    "ClientException: A dependency container with HEALTHY condition must have health check configured",
  ],
  "no-essential-container": ["ClientException: Task definition doesn't have any essential container"],
  "health-check-invalid": ["ClientException: healthCheck interval must be between 5 and 300"],
  "load-balancer-container-missing": [
    "InvalidParameterException: The container web does not exist in the task definition.",
    "InvalidParameterException: The container web did not have a container port 80 defined.",
  ],
  "target-type-mismatch": [
    "InvalidParameterException: The provided target group arn has target type instance, which is incompatible with the awsvpc network mode specified in the task definition.",
  ],
  "launch-type-and-strategy": [
    "InvalidParameterException: Specifying both a launch type and capacity provider strategy is not supported.",
  ],
  "efs-settings-invalid": ["ClientException: EFS IAM authorization requires TransitEncryption to be enabled"],
  "ephemeral-storage-invalid": ["ClientException: Ephemeral storage size must be between 21 and 200"],
  "ulimit-invalid": ["ClientException: Soft limit exceeds hard limit for ulimit nofile"],
  "container-definitions-malformed": [
    "ECS Task Definition container_definitions is invalid: Error decoding JSON: json: cannot unmarshal string into Go struct field",
  ],
  "task-definition-too-large": [
    "ClientException: Actual length: '70000'. Max allowed length is '65536' bytes.",
  ],
  "environment-duplicated": [
    "ClientException: The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'KEY'.",
  ],
  "exec-not-possible": [
    "InvalidParameterException: The execute command failed because execute command was not enabled when the task was run",
  ],
  "availability-zone-rebalancing-invalid": [
    "InvalidParameterException: Availability Zone Rebalancing needs a maximumPercent above 100",
  ],
  "request-invalid": [
    "An error occurred (InvalidParameterException) when calling the CreateService operation: …",
  ],
  "service-role-not-allowed": [
    "Error: creating ECS Service (web): InvalidParameterException: You cannot specify an IAM role for services that require a service linked role.",
  ],
  "network-mode-feature-unsupported": ["ClientException: Links are not supported when networkMode=awsvpc."],
  "account-mismatch": [
    "An error occurred (InvalidParameterException) when calling the RunTask operation: AccountIDs mismatch",
  ],
  "service-role-without-load-balancer": [
    "InvalidParameterException: A role was passed, but no load balancers were present.",
  ],
};
