const none =
  "(service web) was unable to place a task because no container instance met all of its requirements. ";
const closest = `${none}The closest matching (container-instance 0123456789abcdef0123456789abcdef) `;
const fargate = "(service web) was unable to place a task. Reason: ";

/** Messages by the cause they must be recognised as. */
export const capacity: Readonly<Record<string, readonly string[]>> = {
  "no-container-instances": [
    `${none}Reason: No Container Instances were found in your cluster.`,
    `${none}Reason: No Container Instances were found in your capacity provider.`,
    "EMPTY CAPACITY PROVIDER",
  ],
  "insufficient-cpu-on-instances": [`${closest}has insufficient CPU units available.`, "RESOURCE:CPU"],
  "insufficient-memory-on-instances": [`${closest}has insufficient memory available.`, "RESOURCE:MEMORY"],
  "eni-limit-on-instance": ["RESOURCE:ENI"],
  "host-port-in-use": [`${closest}is already using a port required by your task.`, "RESOURCE:PORTS_TCP"],
  "host-port-allocated": [
    "CannotStartContainerError: Error response from daemon: driver failed programming external connectivity on endpoint web: Bind for 0.0.0.0:80 failed: port is already allocated",
  ],
  "bind-failed-cut-off": [
    "Cannot start container 0123: failed to create endpoint web on network bridge: Bind for 0.0.0.0:30",
  ],
  "insufficient-gpu-on-instances": ["RESOURCE:GPU"],
  "container-instance-missing-attribute": [
    `${closest}is missing an attribute required by your task.`,
    "ATTRIBUTE",
  ],
  "placement-constraint-unsatisfied": [`${none}Reason: MemberOf placement constraint unsatisfied.`],
  "fargate-vcpu-quota-reached": [
    `${fargate}You’ve reached the limit on the number of vCPUs you can run concurrently.`,
  ],
  "fargate-task-quota-reached": [
    `${fargate}You've reached the limit on the number of tasks you can run concurrently.`,
  ],
  "fargate-quota-reached": [`${fargate}You've reached the limit on the number of…`],
  "fargate-size-above-limit": [`${fargate}The requested CPU configuration is above your limit.`],
  "fargate-capacity-unavailable": [
    `${fargate}Capacity is unavailable at this time. Please try again later or in a different availability zone.`,
    "RESOURCE:FARGATE",
  ],
  "instance-capacity-unavailable": [
    "Unable to launch instance(s) for capacity provider mi. UnfulfillableCapacity: no capacity",
  ],
  "instance-vcpu-quota-reached": [
    "Unable to launch instance(s) for capacity provider mi. VcpuLimitExceeded: limit",
  ],
  "capacity-provider-cannot-launch": ["Timed out waiting for Amazon ECS Agent to start"],
  "subnet-without-addresses": [
    "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-0a1b2c3d4e5f60718': InsufficientFreeAddressesInSubnet",
  ],
  "eni-quota-reached": [
    "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d4e5f60718': NetworkInterfaceLimitExceeded",
  ],
  "ec2-request-throttled": [
    "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d4e5f60718': RequestLimitExceeded",
  ],
  "spot-interrupted": ["Your Spot Task was interrupted."],
  "container-instance-deregistered": ["Container instance deregistration forced by user"],
  "zone-unsupported": [`${fargate}Internal error.`],
  "capacity-provider-unusable": ["InvalidParameterException: The specified capacity provider was not found."],
  "launch-internal-error": ["Unable to attach network interface to unused device index"],
  "placement-failed": [`${closest.trimEnd()}…`],
  "unable-to-place": ["(service web) was unable to place a task."],
  "instance-in-other-zone": ["LOCATION"],
  "provisioning-limit-reached": [
    "service (web) was unable to place tasks in your cluster because the tasks provisioning capacity limit was exceeded.",
  ],
  "too-many-ports-on-instance": ["Too many ports registered"],
  "capacity-provider-strategy-without-weight": [
    "InvalidParameterException: There are no capacity providers with a weight value greater than zero defined in the default capacity provider strategy. At least one capacity provider must have a weight value greater than zero specified.",
  ],
  "capacity-provider-not-active": [
    "operation error ECS: PutClusterCapacityProviders, https response error StatusCode: 400, InvalidParameterException: The specified capacity provider 'main-cp' is not in an ACTIVE state. Specify a valid capacity provider and try again.",
  ],
  "host-instance-gone": ["Host EC2 (instance i-0123456789abcdef0) terminated."],
};
