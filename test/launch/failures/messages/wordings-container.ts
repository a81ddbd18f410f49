/** Other wordings of containers that cannot be made, end, or are found unhealthy. */
export const container: Readonly<Record<string, readonly string[]>> = {
  "ephemeral-storage-full": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer sha256:f0f2: mount callback failed on /tmp/containerd-mount1: write /tmp/containerd-mount1/usr/lib/libx.so: no space left on device: unknown",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to extract layer sha256:aaaa: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/10/fs/usr/lib/x.so: no space left on device: unknown",
  ],
  "thin-pool-full": [
    "CannotCreateContainerError: API error (500): devmapper: Thin Pool has 4350 free data blocks which is less than minimum required 4454 free data blocks. Create more free space in thin pool or use dm.min_free_space option to change behavior",
  ],
  "instance-disk-full": [
    "CannotCreateContainerError: Error response from daemon: mkdir /var/lib/docker/overlay2/0-init: no space left on device",
  ],
  "log-group-missing": [
    "CannotStartContainerError: API error (500): failed to initialize logging driver: ResourceNotFoundException: The specified log group does not exist.\n\tstatus code: 400, request id: 904a550f-206b-11e8-8e20-1363f96a7838\n",
    "ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. create stream has been retried 1 times: failed to create Cloudwatch log stream: operation error CloudWatch Logs: CreateLogStream, https response error StatusCode: 400, RequestID: x, ResourceNotFoundException: The specified log group does not exist. : exit status 1",
  ],
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
  "agent-disconnected": [
    '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 05016874) encountered error "AGENT".',
    "Service arn:aws:ecs:… did not stabilize. (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0) doesn't have the agent connected.",
    '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123) encountered error "AGENT". For more information, see the Troubleshooting section.',
  ],
  "load-balancer-health-check-code": [
    "(service web) (instance i-0123) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123) due to (reason Health checks failed with these codes: [502])",
  ],
  "load-balancer-health-check-timeout": [
    "(service web) (task 0123456789abcdef, port 8080) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123) due to (reason Request timed out)",
    "Target.Timeout",
    "(service web) (port 8080) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/01) due to (reason Request timed out)",
  ],
  "load-balancer-health-check-failed": [
    "(service web) (instance i-0123) (port 80) is unhealthy in (elb my-elb) due to (reason Instance has failed at least the UnhealthyThreshold number of health checks consecutively.)",
    "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123)",
    "ECS deployment circuit breaker: tasks failed ELB health checks",
    "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123456789abcdef)",
  ],
  "container-runtime-sick": [
    "ContainerRuntimeError: failed to create container IO task: failed to create fifo",
    "CannotStopContainerError: failed sending SIGTERM to container: not found",
  ],
  "log-driver-endpoint-down": [
    "ResourceInitializationError: failed to initialize logging driver: error creating fluentd logger: dial tcp 127.0.0.1:24224: connect: connection refused",
    "failed to initialize logging driver: Unix syslog delivery error.",
    "failed to initialize logging driver: dial tcp 10.0.0.5:514: connect: no route to host",
    "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: dial unix /var/lib/ecs/data/firelens/0123/socket/fluent.sock: connect: no such file or directory",
  ],
  "command-not-executable": [
    'CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/entrypoint.sh": permission denied: unknown',
    'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:370: starting container process caused: exec: "./start.sh": permission denied: unknown',
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/entrypoint.sh": permission denied: unknown',
  ],
  "container-memory-too-low-to-start": [
    'CannotStartContainerError: Error response from daemon: failed to create shim task: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: process_linux.go:508: setting cgroup config for procHooks process caused: failed to write "6291456": write /sys/fs/cgroup/memory/docker/0/memory.limit_in_bytes: device or resource busy: unknown',
    "CannotStartContainerError: Error response from daemon: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown",
    "CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown",
  ],
  "mount-path-collides": [
    'CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/host/nginx.conf" to rootfs at "/etc/nginx/nginx.conf": mount /host/nginx.conf:/etc/nginx/nginx.conf (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
  ],
  "gpu-driver-failed": [
    "CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: Auto-detected mode as 'legacy' nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown",
    "CannotStartContainerError: Error response from daemon: OCI runtime create failed: unable to retrieve OCI runtime error (open /run/containerd/io.containerd.runtime.v1.linux/moby/0/log.json: no such file or directory): fork/exec /usr/bin/nvidia-container-runtime: no such file or directory",
    "CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: Auto-detected mode as 'legacy' nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.4, please update your driver to a newer version",
  ],
  "volume-driver-failed": [
    "CannotCreateContainerError: Error response from daemon: create rexray-vol: VolumeDriver.Create: no such volume",
    "CannotCreateContainerError: Error response from daemon: create ecs-web-1-efs: VolumeDriver.Create: mounting volume failed: Specified port [20049] is unavailable. Try selecting a different port.",
  ],
  "container-start-failed": [
    "CannotStartContainerError: Error response from daemon: failed to create endpoint ecs-web on network bridge: failed to add the host (veth1) <=> sandbox (veth2) pair interfaces: operation not supported",
  ],
  "working-directory-missing": [
    'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:349: starting container process caused "chdir to cwd (\\"/app\\") set in config.json failed: permission denied": unknown',
    "CannotCreateContainerError: Error response from daemon: the working directory 'C:/app' is invalid, it needs to be an absolute path",
    "CannotStartContainerError: Error response from daemon: the working directory 'C:app' is invalid, it needs to be an absolute path",
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
  "ebs-volume-failed": [
    "Unexpected EC2 error while attempting to Create EBS Volume(s): InvalidParameterValue",
    "Task failed to start because ECS timed out while waiting for the EBS volume attachment. TimeoutError: ECS timed out while configuring the EBS volume attachment to your Task.",
    "InvalidSnapshot.NotFound: The snapshot 'snap-0123456789abcdef0' does not exist.",
    "VolumeLimitExceeded: You have exceeded your maximum gp3 storage limit of 50 TiB in this region.",
    "AttachmentLimitExceeded: The maximum number of EBS volumes attached to the instance has been reached.",
    "Unexpected EC2 error while attempting to Create EBS Volume for task: Client.InvalidKmsKey.InvalidState: The KMS key provided is in an incorrect state",
  ],
  "container-memory-exceeds-task": [
    "ClientException: The 'memory' setting for container 'web' is greater than for the task.",
  ],
  "log-options-missing": [
    "ClientException: Log driver awslogs requires options: awslogs-region, awslogs-group",
  ],
  "container-health-check-failed": [
    "(service my-svc) (task 1234) failed container health checks.",
    "(service api) (task 0123456789abcdef0123456789abcdef) failed container health checks: ecs-service-connect-abc is unhealthy",
  ],
  "log-options-conflict": [
    "Error response from daemon: failed to initialize logging driver: compression cannot be enabled when max file count is 1",
    "ResourceInitializationError: failed to validate logger args: awslogs-datetime-format and awslogs-multiline-pattern: you cannot configure log opt both : exit status 1",
  ],
  "volume-ownership-refused": [
    "CannotCreateContainerError: failed to copy file info for /var/lib/ecs/volumes/a: failed to chown /var/lib/ecs/volumes/a: lchown: operation not permitted",
  ],
  "load-balancer-zone-off": [
    "(service web) (instance i-0) (port 32768) is unhealthy in (target-group tg) due to (reason Target is in an Availability Zone that is not enabled for the load balancer)",
  ],
  "container-out-of-memory": [
    "STOPPED (OutOfMemoryError: Container killed due to memory usage)",
    "OutOfMemory: Container killed due to memory usage",
    "[reason] => OutOfMemoryError: Container killed due to memory usage [exitCode] => 137",
  ],
  "application-error": [
    "panic: runtime error: invalid memory address or nil pointer dereference [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]",
    "Traceback (most recent call last): KeyError: 'DATABASE_URL'",
    "Error: Cannot find module '/app/dist/main.js'",
  ],
  "command-file-missing": [
    "exec /docker-entrypoint.sh: no such file or directory",
    "[dumb-init] ./run: No such file or directory",
    "CannotStartContainerError: Error response from daemon: hcs::System::CreateProcess app: The system cannot find the file specified.: unknown",
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
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "fs-0123456789abcdef0.efs.us-east-1.amazonaws.com" - check that your file system ID is correct, and ensure that the VPC has an EFS mount target for this file system ID.',
  ],
  "efs-mount-failed": [
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: command failed: exit status 255",
  ],
  "command-not-found": [
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "gunicorn": executable file not found in $PATH: unknown',
  ],
  "firelens-config-invalid": [
    "ResourceInitializationError: unable to download FireLens s3 config file: unable to download s3 config extra.conf from bucket logs-config: NoSuchKey: The specified key does not exist.",
  ],
  "exit-139": [
    "Segmentation fault (core dumped)",
    "Essential container in task exited (log_router exited with code 139)",
    "Essential container in task exited - exitCode: 139",
  ],
  "disk-full": [
    "CannotStartContainerError: Error response from daemon: failed to create task for container: failed to start shim: mkdir /run/containerd/io.containerd.runtime.v2.task/moby/0123: no space left on device",
  ],
  "exit-other": ["Essential container in task exited. Exit code: 2"],
  "exit-126": ["/bin/sh: /app/run.sh: Permission denied", "Exit code: 126"],
  "exit-137": ["Exit Code 137"],
  "exit-143": ["container web exited with exit code 143"],
  "program-heap-exhausted": ["java.lang.OutOfMemoryError: Java heap space"],
  "user-missing": [
    "ResourceInitializationError: failed to create new container: mount callback failed on /tmp/containerd-mount1: no users found: unknown",
    "CannotStartContainerError: Error response from daemon: unable to find user node: no matching entries in passwd file",
  ],
  "file-system-read-only": ["OSError: [Errno 30] Read-only file system: '/tmp/gunicorn'"],
  "exit-127": ["/entrypoint.sh: line 3: aws: command not found"],
};
