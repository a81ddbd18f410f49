/** Other wordings of what fails before a task is placed, and of what the tools that deploy make of it. */
export const placement: Readonly<Record<string, readonly string[]>> = {
  "task-failed-to-start": ["TaskFailedToStart: Secret does not exist or has no value"],
  "fargate-capacity-unavailable": [
    "(service web) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
  ],
  "fargate-vcpu-quota-reached": [
    "(service web) was unable to place a task. Reason: You’ve reached the limit on the number of vCPUs you can run concurrently.",
  ],
  "fargate-task-quota-reached": [
    "(service web) was unable to place a task. Reason: You've reached the limit on the number of tasks you can run concurrently. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
  ],
  "provisioning-limit-reached": [
    "(service web) was unable to place a task. Reason: Max number of tasks in PROVISIONING state reached. Tasks provisioning capacity limit exceeded..",
  ],
  "subnet-without-addresses": [
    "(service web) failed to launch a task with (error Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-0123456789abcdef0': InsufficientFreeAddressesInSubnet).",
    "(service web) was unable to place a task. Reason: The subnet 'subnet-0123456789abcdef0' has insufficient free addresses to satisfy the request.",
    "RESOURCE:ENI: unable to create network interface: InsufficientFreeAddressesInSubnet: There are not enough free addresses in subnet 'subnet-0123' to satisfy the requested number of instances.",
  ],
  "host-port-in-use": [
    "(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 05016874-f518-4b7a-a817-eb32a4d387f1) is already using a port required by your task.",
  ],
  "insufficient-cpu-on-instances": [
    "(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 05016874) has insufficient CPU units available.",
    'Reasons : ["RESOURCE:CPU"]',
  ],
  "service-launches-throttled": [
    "(service web) operations are being throttled on elb. Will try again later.",
  ],
  "target-registration-failed": [
    "(service web) failed to register targets in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123) with (error rate exceeded)",
  ],
  "host-port-allocated": [
    "CannotStartContainerError: Error response from daemon: driver failed programming external connectivity on endpoint ecs-web: Bind for 0.0.0.0:80 failed: port is already allocated",
  ],
  "eni-limit-on-instance": [
    "Reason: RESOURCE:ENI",
    "(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0) has insufficient ENIs available.",
  ],
  "request-invalid": [
    'Parameter validation failed:\nUnknown parameter in containerDefinitions[0]: "versionConsistency", must be one of: name, image',
    "InvalidParameterException: The new ARN and resource ID format must be enabled to add tags to the service. Opt in to the new format and try again.",
    "creating ECS Task Definition (web): operation error ECS: RegisterTaskDefinition, https response error StatusCode: 400, RequestID: 0, ClientException: Too many containers: 11",
    "ClientException: Invalid memoryReservation setting for container 'web'. Must be less than memory",
  ],
  "tasks-fail-to-start": [
    "Resource handler returned message: \"Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.\" (RequestToken: 0, HandlerErrorCode: GeneralServiceException)",
    "Service deployment rolled back because the circuit breaker threshold was exceeded.",
    "(service web) rolling back to (deployment ecs-svc/3456789012345678901)",
    "ECS deployment circuit breaker: task failed to start.",
    "(service web) (deployment ecs-svc/0123456789) deployment failed: tasks failed to start.",
  ],
  "spot-interrupted": ["Spot interruption: Your Spot Task was interrupted."],
  "deployment-alarm-rollback": [
    "ROLLBACK_SUCCESSFUL: Service deployment rolled back because of alarms: web-5xx",
    "(service web) (deployment ecs-svc/3456789012345678901) deployment failed: alarm detected.",
  ],
  "target-type-mismatch": [
    "InvalidParameterException: The provided target group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123 has target type instance, which is incompatible with the awsvpc network mode specified in the task definition.",
    "InvalidParameterException: The provided target group arn has target type ip, which is incompatible with the bridge network mode specified in the task definition.",
  ],
  "load-balancer-container-missing": [
    "InvalidParameterException: The container api does not exist in the task definition.",
    'Resource handler returned message: "Invalid request provided: CreateService error: The container nginx did not have a container port 8080 defined. (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: 0; Proxy: null)"',
  ],
  "no-container-instances": ["InvalidParameterException: No Container Instances were found in your cluster."],
  "insufficient-gpu-on-instances": [
    "(service x) was unable to place a task. Reason: TaskFailedToStart: RESOURCE:GPU.",
    "(service ml) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123456789abcdef0123456789abcdef) has insufficient GPU resource available.",
  ],
  "instance-vcpu-quota-reached": [
    "(service image) was unable to place a task. Reason: ResourceInitializationError: Unable to launch instance(s) for capacity provider gpu. MaxSpotInstanceCountExceeded: Max spot instance count exceeded",
    "VcpuLimitExceeded: You have requested more vCPU capacity than your current vCPU limit of 32 allows for the instance bucket that the specified instance type belongs to.",
  ],
  "instance-capacity-unavailable": [
    "(service image) was unable to place a task. Reason: ResourceInitializationError: Unable to launch instance(s) for capacity provider gpu. UnfulfillableCapacity: Unable to fulfill capacity",
    "(service web) was unable to place a task. Reason: InsufficientInstanceCapacity: We currently do not have sufficient c7i.large capacity in the Availability Zone you requested (us-east-1a).",
  ],
  "insufficient-memory-on-instances": [
    "failures: [{ arn: 'arn:aws:ecs:us-east-1:111122223333:container-instance/0', reason: 'RESOURCE:MEMORY' }]",
  ],
  "target-group-without-listener": [
    'Resource handler returned message: "Invalid request provided: CreateService error: The target group with targetGroupArn arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0 does not have an associated load balancer. (Service: AmazonECS; Status Code: 400)"',
  ],
  "service-name-in-use": [
    "error creating ECS service (web): InvalidParameterException: Creation of service was not idempotent.",
    "InvalidParameterException: Unable to Start a service that is still Draining.",
  ],
  "cluster-not-found": ["ClusterNotFoundException: Cluster not found."],
  "fargate-size-invalid": [
    "ClientException: No Fargate configuration exists for given values: 256 CPU, 4096 memory. See the Amazon ECS documentation for the valid values.",
  ],
  "platform-version-invalid": [
    "pulumi:  error: 1 error occurred: * creating ECS Service (web): operation error ECS: CreateService, https response error StatusCode: 400, RequestID: 0, InvalidParameterException: Platform version must be null when specifying EC2 launch type.",
  ],
  "host-port-mismatch": [
    "creating ECS Task Definition (web): operation error ECS: RegisterTaskDefinition, ClientException: When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
  ],
  "host-instance-gone": ["Host EC2 (instance i-0123456789abcdef0) stopped."],
  "namespace-not-found": [
    "InvalidParameterException: Namespace: arn:aws:servicediscovery:us-east-1:111122223333:namespace/ns-abc was not found.",
    "An error occurred (NamespaceNotFoundException) when calling the CreateService operation: The specified namespace wasn't found.",
  ],
  "exec-not-possible": [
    "An error occurred (InvalidParameterException) when calling the ExecuteCommand operation: The execute command failed because execute command was not enabled when the task was run or the execute command agent isn't running. Wait and try again or run a new task with execute command enabled and try again.",
    "An error occurred (TargetNotConnectedException) when calling the ExecuteCommand operation: The execute command failed due to an internal error. Try again later.",
  ],
  "capacity-provider-unusable": [
    "InvalidParameterException: The specified capacity provider 'spot-cp' was not found. Specify a valid name or ARN and try again.",
  ],
  "api-throttled": [
    "An error occurred (ThrottlingException) when calling the RunTask operation: Rate exceeded",
  ],
  "network-configuration-inconsistent": [
    "InvalidParameterException: Security group sg-0123456789abcdef0 does not appear to belong to the same VPC as the input subnets.",
  ],
  "launch-internal-error": [
    "An error occurred (ServerException) when calling the RunTask operation (reached max retries: 2): Service Unavailable. Please try again later.",
  ],
};
