/** Messages by the cause they must be recognised as. */
export const agent: Readonly<Record<string, readonly string[]>> = {
  "agent-disconnected": [
    '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123456789abcdef) encountered error "AGENT".',
    "AGENT",
    "service web was unable to place a task because no container instance met all of its requirements. The closest matching container-instance 0123 doesn't have the agent connected.",
  ],
  "container-runtime-timed-out": [
    "DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s",
    "ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: context deadline exceeded",
  ],
  "container-runtime-sick": [
    "CannotInspectContainerError: inspect failed",
    "ContainerVanishedError: No container matching saved ID found",
  ],
  "agent-stuck": ["TaskStateError: Agent could not progress task's state to stopped"],
  "agent-too-old": ["UnrecogniedTaskError: Error loading task - unknown field"],
  "cgroup-setup-failed": [
    "CgroupError: Agent could not create task's platform resources",
    "CannotStartContainerError: Error response from daemon: OCI runtime create failed: runc create failed: unable to start container process: unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/ecs/0: cannot allocate memory: unknown",
  ],
  "cni-setup-failed": [
    "ContainerNetworkingError: container resource provisioning: failed to setup network namespace: cni setup: invoke eni plugin failed",
  ],
  "agent-image-missing": [
    "Error response from daemon: pull access denied for amazon/amazon-ecs-pause, repository does not exist or may require 'docker login'",
  ],
  "container-name-conflict": [
    'CannotCreateContainerError: Error response from daemon: Conflict. The container name "/ecs-web-1" is already in use by container 0123.',
  ],
  "device-missing": [
    'CannotStartContainerError: Error response from daemon: error gathering device information while adding custom device "/dev/fuse": no such file or directory',
  ],
  "gpu-driver-failed": [
    "OCI runtime create failed: error running hook #0: exit status 1, stderr: nvidia-container-cli: initialization error: driver error: failed to process request",
  ],
  "docker-api-mismatch": [
    "CannotCreateContainerError: API error (400): client version 1.17 is too old. Minimum supported API version is 1.24",
  ],
  "runtime-create-failed-by-kernel": [
    "CannotStartContainerError: OCI runtime create failed: runc create failed: unable to start container process: error during container init: pivot_root: invalid argument",
  ],
  "gmsa-credentials-failed": ["credentialspec resource: fetching credentialspec failed"],
  "env-file-unreadable": ["unable to download env file with key a.env from bucket b, error: NoSuchKey"],
  "task-resource-failed": ["ResourceInitializationError: …"],
  "host-config-invalid": ["HostConfigError: bad config"],
  "instance-maintenance": [
    "ECS is performing maintenance on the underlying infrastructure hosting the task.",
  ],
  "runtime-hook-failed": [
    'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:348: starting container process caused "process_linux.go:402: container init caused \\"process_linux.go:385: running prestart hook 0 caused \\\\\\"error runni',
  ],
  "storage-driver-failed": [
    "CannotCreateContainerError: API error (500): devicemapper: Error running deviceResume dm_task_run failed",
  ],
};
