import type { Confidence, Family } from "../../../../launch/failures/explanation";

export interface Reported {
  /** Public issue the message was reported in, `owner/name#number`. */
  readonly source: string;
  readonly text: string;
  readonly family: Family;
  readonly cause: string;
  readonly confidence: Confidence;
}

const real = (
  source: string,
  text: string,
  family: Family,
  cause: string,
  confidence: Confidence = "certain",
): Reported => ({ source, text, family, cause, confidence });

/** Messages as people reported them, names and account numbers replaced. */
export const reported: readonly Reported[] = [
  real(
    "terraform-aws-modules/terraform-aws-ecs#27",
    "Error: InvalidParameterException: There are no capacity providers with a weight value greater than zero defined in the default capacity provider strategy.",
    "capacity",
    "capacity-provider-strategy-without-weight",
  ),
  real(
    "hashicorp/terraform-provider-aws#45693",
    "https response error StatusCode: 400, InvalidParameterException: The specified capacity provider 'cluster-cp' is not in an ACTIVE state.",
    "capacity",
    "capacity-provider-not-active",
  ),
  real(
    "trussworks/terraform-aws-ecs-service#335",
    "Error: error creating ECS service (web): InvalidParameterException: Unable to assume role and validate the specified targetGroupArn. Please verify that the ECS service role being passed has the proper permissions.",
    "role",
    "target-group-role-invalid",
  ),
  real(
    "hashicorp/terraform#12130",
    "* aws_ecs_service.worker: InvalidParameterException: A role was passed, but no load balancers were present.\n\tstatus code: 400, request id: 0",
    "shape",
    "service-role-without-load-balancer",
  ),
  real(
    "umotif-public/terraform-aws-ecs-fargate#43",
    "Error: error creating web service: InvalidParameterException: The target group with targetGroupArn arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/97c0 does not have an associated load balancer.\n│ \n│   with module.web.aws_ecs_service.service,",
    "deployment",
    "target-group-without-listener",
  ),
  real(
    "aws-samples/net-modernization#13",
    "Status reason\tCannotStartContainerError: ResourceInitializationError: unable to create new container: mount callback failed on /tmp/containerd-mount916692511: open /tmp/containerd-mount916692511/etc/passwd: no such file or directory",
    "command",
    "image-without-passwd",
    "ambiguous",
  ),
  real(
    "jenkinsci/amazon-ecs-plugin#258",
    'Stopped | CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "-url": executable file not found in',
    "command",
    "command-not-found",
  ),
  real(
    "aws/amazon-ecs-agent#2442",
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: OCI runtime create failed: container_linux.go:349: starting container process caused "process_linux.go:449: container init caused \\"rootfs_linux.go:58',
    "volume",
    "mount-failed-cut-off",
    "ambiguous",
  ),
  real(
    "aws/amazon-ecs-cli#194",
    "STOPPED (CannotCreateContainerError: API error (500): Untar)",
    "command",
    "container-start-failed",
    "ambiguous",
  ),
  real(
    "aws/copilot-cli#2584",
    'InternalError: failed to normalize image reference "Dockerfile"',
    "image",
    "image-reference-malformed",
  ),
  real(
    "aws/copilot-cli#2584",
    "Resource handler returned message: \"Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.(RequestToken: 0, HandlerErrorCode: GeneralServiceException)",
    "deployment",
    "tasks-fail-to-start",
    "ambiguous",
  ),
  real(
    "acp-io/terraform-grafana#4",
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: mounting fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com:/grafana failed, reason given by server: No such file or directory' : unsuccessful EFS utils command execution; code: 32",
    "volume",
    "efs-path-missing",
  ),
  real(
    "docker-archive/compose-cli#1490",
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection reset by peer : unsuccessful EFS utils command execution; code: 32",
    "volume",
    "efs-connection-broken",
    "ambiguous",
  ),
  real(
    "tiagob/create-full-stack#136",
    "* error waiting for service (arn:aws:ecs:us-east-1:111122223333:service/main/web) to reach a steady state: ResourceNotReady: exceeded wait attempts",
    "deployment",
    "steady-state-timeout",
    "ambiguous",
  ),
  real(
    "aws/amazon-ecs-cli#463",
    'ERRO[0000] Error registering task definition             error="ClientException: No Fargate configuration exists for given values.\\n\\tstatus code: 400, request id: 0" family=web',
    "shape",
    "fargate-size-invalid",
  ),
  real(
    "cuttlesoft/ecs-deploy.py#17",
    "ClientError: An error occurred (ClientException) when calling the RegisterTaskDefinition operation: Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be specified.",
    "shape",
    "memory-limit-missing",
  ),
  real(
    "sil-org/ecs-deploy#166",
    "An error occurred (ClientException) when calling the RegisterTaskDefinition operation: When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
    "role",
    "execution-role-missing",
  ),
  real(
    "komoju/barcelona#582",
    "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: dial tcp 127.0.0.1:514: connect: connection refused",
    "logging",
    "log-driver-endpoint-down",
    "likely",
  ),
  real(
    "moby/moby#19810",
    "start returned error: Failed to initialize logging driver: EOF",
    "logging",
    "log-configuration-failed",
    "ambiguous",
  ),
  real(
    "sil-org/ecs-deploy#277",
    "ERROR: was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone",
    "capacity",
    "fargate-capacity-unavailable",
  ),
  real(
    "aws/amazon-ecs-agent#4825",
    "Timeout waiting for network interface provisioning to complete.",
    "network",
    "eni-provisioning-timed-out",
    "likely",
  ),
  real(
    "docker/for-win#14702",
    'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://docker-images-prod.0.r2.cloudflarestorage.com/registry-v2/docker/registry/v2/blobs/sha256/6d/6d79/data": dialing docker-images-prod.0.r2.cloudflarestorage.com:443: dial tcp: lookup docker-images-prod.0.r2.cloudflarestorage.com: no such host',
    "network",
    "host-name-not-resolved",
    "ambiguous",
  ),
  real(
    "KristianP26/ble-scale-sync#76",
    "docker: failed to copy: httpReadSeeker: failed open: content at https://ghcr.io/v2/acme/web/manifests/sha256:34ae not found: not found",
    "image",
    "image-layer-missing",
  ),
  real(
    "containerd/nerdctl#2143",
    'FATA[0006] failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/sha256/45/455c/data": dial tcp 104.18.124.25:443: connect: connection refused',
    "network",
    "public-registry-unreachable",
    "ambiguous",
  ),
  real(
    "aws/containers-roadmap#2561",
    "Task stopped at: 2025-03-12T18:15:57.697Z\nTask failed to start\nView troubleshooting guide",
    "deployment",
    "task-failed-to-start",
    "ambiguous",
  ),
  real(
    "aws/amazon-ecs-agent#625",
    "Stopped reason Essential container in task exited\nDetails Exit Code\t139",
    "command",
    "exit-139",
    "likely",
  ),
  real(
    "aws/amazon-ecs-agent#1187",
    "Status reason\tOutOfMemoryError: Container killed due to memory usage Exit Code\t137",
    "memory",
    "container-out-of-memory",
  ),
  real(
    "aws/containers-roadmap#1425",
    "(CannotCreateVolumeError: unable to copy contents to volume on host: containerd: failed to get image reference: context deadline exceeded)",
    "volume",
    "volume-creation-failed",
    "ambiguous",
  ),
  real(
    "aws/containers-roadmap#331",
    "service web was unable to place a task because no container instance met all of its requirements. The closest matching container-instance AAA-BBB has no **** available.",
    "capacity",
    "placement-failed",
    "ambiguous",
  ),
  real(
    "aws/copilot-cli#5752",
    "- [a743]: ResourceInitializationError: unable to pull secrets or reg\n  istry auth: execution resource retrieval failed: unable to retrieve se\n  cret from asm: service call has been retried 1 time(s): failed to fetc\n  h secret arn:aws:secretsmanager:us-east-1:111122223333:secret:Report from secrets manager: AccessDeniedException: User: arn:aws\n  :sts::111122223333:assumed-role/exec/0 is not authorize\n  d to perform: secretsmanager:GetSecretValue on resource: arn:aws:secre\n  tsmanager:us-east-1:111122223333:secret:Report because no\n   identity-based policy allows the secretsmanager:GetSecretValue action",
    "role",
    "secret-read-denied",
  ),
  real(
    "aws/amazon-ecs-agent#218",
    "dial tcp: lookup ecs.eu-west-1.amazonaws.com on 10.0.0.2:53: read udp 10.0.0.2:53: i/o timeout",
    "network",
    "host-name-not-resolved",
    "ambiguous",
  ),
  real(
    "aws/aws-for-fluent-bit#659",
    "2023-05-30T18:03:02.372+00:00\t[2023/05/30 18:03:02] [error] [config] section 'configuration' tried to instance a plugin name that don't exists",
    "logging",
    "log-router-config-invalid",
    "likely",
  ),
  real(
    "hashicorp/terraform-provider-aws#38538",
    "│ Error: creating ECS Service (web): InvalidParameterException: ECS was unable to assume the configured ECS Infrastructure Role 'arn:aws:iam::111122223333:role/volumes'. Please verify that the role being passed has the proper trust relationship with Amazon ECS.",
    "role",
    "infrastructure-role-not-assumable",
  ),
  real(
    "fabfuel/ecs-deploy#231",
    "An error occurred (ClientException) when calling the RegisterTaskDefinition operation: Role is not valid",
    "role",
    "role-invalid",
  ),
  real(
    "aws/aws-cli#1494",
    'Waiter TasksRunning failed: Waiter encountered a terminal failure state: For expression "tasks[].lastStatus" we matched expected path: "STOPPED" at least once',
    "deployment",
    "task-failed-to-start",
    "ambiguous",
  ),
];
