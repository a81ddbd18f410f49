/** Other wordings of what fails at placement, start and rollout, and of what the tools that deploy make of it. */
export const late: Readonly<Record<string, readonly string[]>> = {
  "log-group-missing": [
    "CannotStartContainerError: API error (500): failed to initialize logging driver: ResourceNotFoundException: The specified log group does not exist.\n\tstatus code: 400, request id: 904a550f-206b-11e8-8e20-1363f96a7838\n",
    "ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. create stream has been retried 1 times: failed to create Cloudwatch log stream: operation error CloudWatch Logs: CreateLogStream, https response error StatusCode: 400, RequestID: x, ResourceNotFoundException: The specified log group does not exist. : exit status 1",
  ],
  "task-failed-to-start": ["TaskFailedToStart: Secret does not exist or has no value"],
  "dependency-never-healthy": [
    "CannotStartContainerError: dependent container migrate exited with non-zero status",
    "Error: dependency graph: failed to resolve container ordering dependency [db] for target [web] as dependency did not exit successfully.",
    "Dependency did not become healthy: dependency graph: container ordering dependency [sidecar] for target [app] has timed out.",
  ],
  "runtime-hook-failed": [
    'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:348: starting container process caused "process_linux.go:402: container init caused \\"process_linux.go:385: running prestart hook 0 caused \\\\\\"error runni )',
  ],
  "efs-mount-timed-out": [
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Mount attempt 1/3 failed due to timeout after 15 sec, wait 0 sec before next attempt. b'mount.nfs4: mount(2): Connection timed out' : unsuccessful EFS utils command execution; code: 32",
  ],
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
  ],
  "host-port-in-use": [
    "(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 05016874-f518-4b7a-a817-eb32a4d387f1) is already using a port required by your task.",
  ],
  "insufficient-cpu-on-instances": [
    "(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 05016874) has insufficient CPU units available.",
    'Reasons : ["RESOURCE:CPU"]',
  ],
  "agent-disconnected": [
    '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 05016874) encountered error "AGENT".',
    "Service arn:aws:ecs:… did not stabilize. (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0) doesn't have the agent connected.",
  ],
  "load-balancer-health-check-code": [
    "(service web) (instance i-0123) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123) due to (reason Health checks failed with these codes: [502])",
  ],
  "load-balancer-health-check-timeout": [
    "(service web) (task 0123456789abcdef, port 8080) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123) due to (reason Request timed out)",
    "Target.Timeout",
  ],
  "load-balancer-health-check-failed": [
    "(service web) (instance i-0123) (port 80) is unhealthy in (elb my-elb) due to (reason Instance has failed at least the UnhealthyThreshold number of health checks consecutively.)",
    "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123)",
    "ECS deployment circuit breaker: tasks failed ELB health checks",
  ],
  "service-launches-throttled": [
    "(service web) operations are being throttled on elb. Will try again later.",
  ],
  "target-registration-failed": [
    "(service web) failed to register targets in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123) with (error rate exceeded)",
  ],
  "container-runtime-sick": [
    "ContainerRuntimeError: failed to create container IO task: failed to create fifo",
    "CannotStopContainerError: failed sending SIGTERM to container: not found",
  ],
  "log-driver-endpoint-down": [
    "ResourceInitializationError: failed to initialize logging driver: error creating fluentd logger: dial tcp 127.0.0.1:24224: connect: connection refused",
    "failed to initialize logging driver: Unix syslog delivery error.",
    "failed to initialize logging driver: dial tcp 10.0.0.5:514: connect: no route to host",
  ],
  "command-not-executable": [
    'CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/entrypoint.sh": permission denied: unknown',
    'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:370: starting container process caused: exec: "./start.sh": permission denied: unknown',
  ],
  "container-memory-too-low-to-start": [
    'CannotStartContainerError: Error response from daemon: failed to create shim task: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: process_linux.go:508: setting cgroup config for procHooks process caused: failed to write "6291456": write /sys/fs/cgroup/memory/docker/0/memory.limit_in_bytes: device or resource busy: unknown',
    "CannotStartContainerError: Error response from daemon: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown",
  ],
  "mount-path-collides": [
    'CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/host/nginx.conf" to rootfs at "/etc/nginx/nginx.conf": mount /host/nginx.conf:/etc/nginx/nginx.conf (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
  ],
  "host-port-allocated": [
    "CannotStartContainerError: Error response from daemon: driver failed programming external connectivity on endpoint ecs-web: Bind for 0.0.0.0:80 failed: port is already allocated",
  ],
  "gpu-driver-failed": [
    "CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: Auto-detected mode as 'legacy' nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown",
    "CannotStartContainerError: Error response from daemon: OCI runtime create failed: unable to retrieve OCI runtime error (open /run/containerd/io.containerd.runtime.v1.linux/moby/0/log.json: no such file or directory): fork/exec /usr/bin/nvidia-container-runtime: no such file or directory",
  ],
  "volume-driver-failed": [
    "CannotCreateContainerError: Error response from daemon: create rexray-vol: VolumeDriver.Create: no such volume",
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
  ],
  "container-start-failed": [
    "CannotStartContainerError: Error response from daemon: failed to create endpoint ecs-web on network bridge: failed to add the host (veth1) <=> sandbox (veth2) pair interfaces: operation not supported",
  ],
  "working-directory-missing": [
    'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:349: starting container process caused "chdir to cwd (\\"/app\\") set in config.json failed: permission denied": unknown',
    "CannotCreateContainerError: Error response from daemon: the working directory 'C:/app' is invalid, it needs to be an absolute path",
  ],
  "container-init-killed": [
    'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:348: starting container process caused "process_linux.go:301: running exec setns process for init caused \\"signal: killed\\"": unknown',
  ],
  "sysctl-or-capability-refused": [
    "CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: open /proc/sys/net/core/somaxconn: no such file or directory: unknown",
  ],
  "mount-invalid": [
    "CannotCreateContainerError: Error response from daemon: invalid volume specification: '/data:data': invalid mount config for type \"bind\": invalid mount path: 'data' mount path must be absolute",
  ],
  "spot-interrupted": ["Spot interruption: Your Spot Task was interrupted."],
  "ebs-volume-failed": [
    "Unexpected EC2 error while attempting to Create EBS Volume(s): InvalidParameterValue",
  ],
  "env-file-unreadable": [
    "ResourceInitializationError: failed to download env files: file download command: non empty error stream: service call has been retried 1 time(s): operation error S3: GetObject, https response error StatusCode: 404, RequestID: 0, HostID: 0, NoSuchKey: ",
  ],
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
  "container-memory-exceeds-task": [
    "ClientException: The 'memory' setting for container 'web' is greater than for the task.",
  ],
  "log-options-missing": [
    "ClientException: Log driver awslogs requires options: awslogs-region, awslogs-group",
  ],
  "no-container-instances": ["InvalidParameterException: No Container Instances were found in your cluster."],
  "insufficient-gpu-on-instances": [
    "(service x) was unable to place a task. Reason: TaskFailedToStart: RESOURCE:GPU.",
  ],
  "instance-vcpu-quota-reached": [
    "(service image) was unable to place a task. Reason: ResourceInitializationError: Unable to launch instance(s) for capacity provider gpu. MaxSpotInstanceCountExceeded: Max spot instance count exceeded",
  ],
  "instance-capacity-unavailable": [
    "(service image) was unable to place a task. Reason: ResourceInitializationError: Unable to launch instance(s) for capacity provider gpu. UnfulfillableCapacity: Unable to fulfill capacity",
  ],
  "container-health-check-failed": ["(service my-svc) (task 1234) failed container health checks."],
  "log-options-conflict": [
    "Error response from daemon: failed to initialize logging driver: compression cannot be enabled when max file count is 1",
    "ResourceInitializationError: failed to validate logger args: awslogs-datetime-format and awslogs-multiline-pattern: you cannot configure log opt both : exit status 1",
  ],
  "volume-ownership-refused": [
    "CannotCreateContainerError: failed to copy file info for /var/lib/ecs/volumes/a: failed to chown /var/lib/ecs/volumes/a: lchown: operation not permitted",
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
  "load-balancer-zone-off": [
    "(service web) (instance i-0) (port 32768) is unhealthy in (target-group tg) due to (reason Target is in an Availability Zone that is not enabled for the load balancer)",
  ],
  "container-out-of-memory": [
    "STOPPED (OutOfMemoryError: Container killed due to memory usage)",
    "OutOfMemory: Container killed due to memory usage",
    "[reason] => OutOfMemoryError: Container killed due to memory usage [exitCode] => 137",
  ],
  "application-error": ["Error: Cannot find module '/app/dist/main.js'"],
  "command-file-missing": [
    "exec /docker-entrypoint.sh: no such file or directory",
    "[dumb-init] ./run: No such file or directory",
  ],
  "splunk-log-driver-misconfigured": [
    "ResourceInitializationError: failed to validate logger args: splunk: splunk-token is expected : exit status 1",
  ],
  "log-option-unknown": [
    "ResourceInitializationError: failed to validate logger args: unknown log opt 'awslogs-foo' for awslogs log driver : exit status 1",
  ],
  "efs-access-point-missing": [
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Access point fsap-0 does not exist",
  ],
  "efs-not-resolved": [
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "fs-0123.efs.eu-west-1.amazonaws.com" - The file system mount target ip address cannot be found, please pass mount target ip address via mount options. No mount target created for this file system',
  ],
  "efs-mount-failed": [
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: command failed: exit status 255",
  ],
  "platform-version-invalid": [
    "pulumi:  error: 1 error occurred: * creating ECS Service (web): operation error ECS: CreateService, https response error StatusCode: 400, RequestID: 0, InvalidParameterException: Platform version must be null when specifying EC2 launch type.",
  ],
  "host-port-mismatch": [
    "creating ECS Task Definition (web): operation error ECS: RegisterTaskDefinition, ClientException: When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
  ],
  "host-instance-gone": ["Host EC2 (instance i-0123456789abcdef0) stopped."],
};
