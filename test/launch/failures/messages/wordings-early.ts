/** Other wordings of what fails before a container is created: agents of EC2 and Fargate, old and new, envelopes of events. */
export const early: Readonly<Record<string, readonly string[]>> = {
  "registry-unreachable": ["CannotPullContainerError: dial tcp 52.217.233.242:443: i/o timeout"],
  "ecr-registry-unreachable": [
    'CannotPullContainerError: failed to pull image "111122223333.dkr.ecr.eu-central-1.amazonaws.com/reactions:latest"\nfailed to resolve reference ... net/http: request canceled',
    "CannotPullContainerError: Error response from daemon: Get https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
    'CannotPullContainerError: The task can’t pull the image. Check your network configuration. Error response from daemon: Get "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ],
  "ecr-api-unreachable": [
    'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp 44.213.79.104:443: i/o timeout',
    "CannotPullECRContainerError: RequestError: send request failed caused by: Post https://ecr.us-east-1.amazonaws.com/: net/http: request canceled (Client.Timeout exceeded while awaiting headers)",
    "service url-shortener-service was unable to place a task. Reason:\nResourceInitializationError: unable to pull secrets or registry auth:\nThe task cannot pull registry auth from Amazon ECR: There is a connection\nissue between the task and Amazon ECR. Check your task network configuration.",
  ],
  "secrets-manager-unreachable": [
    "ResourceInitializationError: unable to pull secrets or registry auth: The task can't retrieve the secret with ARN 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf' from AWS Secrets Manager. There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. failed to fetch secret from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration.",
  ],
  "parameter-store-unreachable": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: The task cannot pull secrets from AWS Systems Manager. There is a connection issue between the task and AWS Systems Manager Parameter Store. Check your task network configuration.",
    'Fetching secret data from SSM Parameter Store in us-west-2: RequestError: send request failed caused by: Post "https://ssm.us-west-2.amazonaws.com/": dial tcp 52.94.1.1:443: i/o timeout',
  ],
  "env-file-unreachable": [
    "ResourceInitializationError: failed to download env files: The task can't download the environment variable files from Amazon S3. There is a connection issue between the task and Amazon S3. Check your task network configuration. service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded",
  ],
  "docker-hub-rate-limited": [
    "CannotPullContainerError: inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/manifests/sha256:2bb501e: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/nginx:latest: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Alibrary%2Fnginx%3Apull&service=registry.docker.io: 429 Too Many Requests",
  ],
  "public-registry-unreachable": [
    'CannotPullContainerError: Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/library/nginx:latest: failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/latest": dial tcp 34.226.69.105:443: i/o timeout',
  ],
  "image-platform-mismatch": [
    "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): image Manifest does not contain descriptor matching platform 'windows/amd64 10.0.17763'",
    "CannotPullContainerError: no matching manifest for linux/amd64 in the manifest list entries",
  ],
  "image-layers-inconsistent": [
    "CannotPullContainerError: failed to unpack image on snapshotter overlayfs: mismatched image rootfs and manifest layers",
    "ref pull has been retried 1 time(s): number of layers and diffIDs don't  match: 3 != 15",
  ],
  "ephemeral-storage-full": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer sha256:f0f2: mount callback failed on /tmp/containerd-mount1: write /tmp/containerd-mount1/usr/lib/libx.so: no space left on device: unknown",
  ],
  "registry-rate-limited": [
    "CannotPullContainerError: error pulling image configuration: toomanyrequests: Too Many Requests",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref public.ecr.aws/docker/library/nginx:latest: unexpected status from HEAD request to https://public.ecr.aws/v2/docker/library/nginx/manifests/latest: 429 Too Many Requests",
  ],
  "image-not-found": [
    "CannotPullContainerError: The task can’t pull the image. Check whether the image exists. Error response from daemon: manifest for 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:v1 not found: manifest unknown: Requested image not found",
    "CannotPullContainerError: failed to resolve ref docker.io/library/nginx:1.99: docker.io/library/nginx:1.99: not found",
    "CannotPullContainerError: API error (404): manifest for 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:prod not found",
  ],
  "image-missing-or-private": [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/acme/private:latest: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    "CannotPullContainerError: Error: image library/acme-api:latest not found",
    "(service t) was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/repository:latest: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed.",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/acme/x:latest: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.docker.io/token: 401 Unauthorized",
  ],
  "registry-forbids-image": [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:latest: pulling from host 111122223333.dkr.ecr.eu-west-1.amazonaws.com failed with status code [manifests latest]: 403 Forbidden",
  ],
  "registry-refuses-credentials": [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref registry.gitlab.com/acme/app:1: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://gitlab.com/jwt/auth?scope=repository%3Aacme%2Fapp%3Apull&service=container_registry: 403 Forbidden",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ghcr.io/acme/app:latest: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token: 403 Forbidden: denied: denied",
  ],
  "registry-login-required": [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ghcr.io/acme/app:latest: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=ghcr.io: 401 Unauthorized",
  ],
  "image-layers-unreachable": [
    'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/a/b": dial tcp 52.216.1.1:443: i/o timeout',
    "CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: context deadline exceeded",
    "CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: Get 111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/hello:0.0.1: dial tcp 52.219.199.138:443: i/o timeout",
  ],
  "registry-connection-reset": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: read tcp 10.0.1.5:51532->52.217.1.1:443: read: connection reset by peer",
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: local error: tls: bad record MAC",
  ],
  "image-layer-missing": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: content at https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/app/manifests/sha256:0 not found: not found",
  ],
  "security-group-not-found": [
    "(service web) was unable to place a task. Reason: Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0123456789abcdef0': InvalidGroup.NotFound.",
  ],
  "service-role-denied": [
    "(service web) failed to describe target health on (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123) with (error User: arn:aws:sts::111122223333:assumed-role/ecsServiceRole/ecs-service-scheduler is not authorized to perform: elasticloadbalancing:DescribeTargetHealth)",
  ],
  "image-architecture-mismatch": [
    "standard_init_linux.go:228: exec user process caused: exec format error",
    "exec /usr/local/bin/docker-entrypoint.sh: exec format error",
    "exec /usr/bin/java: exec format error",
  ],
  "thin-pool-full": [
    "CannotCreateContainerError: API error (500): devmapper: Thin Pool has 4350 free data blocks which is less than minimum required 4454 free data blocks. Create more free space in thin pool or use dm.min_free_space option to change behavior",
  ],
  "service-linked-role-missing": [
    "Timed out: InvalidParameterException: Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
    "error creating ECS service (web): ClientException: Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
  ],
  "ecr-auth-denied": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action",
    "CannotPullECRContainerError: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ecsInstanceRole/i-0123 is not authorized to perform: ecr:GetAuthorizationToken on resource: *\n\tstatus code: 400, request id: 0",
  ],
  "parameter-missing": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid parameters: /app/DB_PASSWORD",
    "Fetching secret data from SSM Parameter Store in us-west-2: invalid parameters: /PLMSecretParameter",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource\nretrieval failed: unable to retrieve secrets from ssm: service call has been retried 1\ntime(s): invalid ssm parameters: /w/gemini-api-key",
  ],
  "host-name-not-resolved": [
    'CannotPullContainerError: Error response from daemon: Get "https://8xxxxxxxxxx0.dkr.ecr.us-west-2.amazonaws.commmmm/v2/": dial tcp: lookup 8xxxxxxxxxx0.dkr.ecr.us-west-2.amazonaws.commmmm on 10.0.0.2:53: no such host',
    'CannotPullContainerError: Error response from daemon: Get "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/": dial tcp: lookup 111122223333.dkr.ecr.us-east-1.amazonaws.com: Temporary failure in name resolution',
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): RequestError: send request failed caused by: Post https://api.ecr.us-east-1.amazonaws.com/: dial tcp: lookup api.ecr.us-east-1.amazonaws.com on 10.0.0.2:53: read udp 169.254.172.2:39330->10.0.0.2:53: i/o timeout",
  ],
  "secret-missing": [
    "Fetching secret data from AWS Secrets Manager in region us-east-1: secret arn:aws:secretsmanager:us-east-1:111122223333:secret:x-abc: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: The task can't retrieve the secret with ARN 'arn:aws:secretsmanager:us-east-1:111122223333:secret:x' from AWS Secrets Manager. Check whether the secret exists in the specified Region. ResourceNotFoundException: Fetching secret data from AWS Secrets Manager in region us-east-1: secret arn: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
  ],
  "secret-read-denied": [
    "Fetching secret data from AWS Secrets Manager in region us-east-1: secret arn:aws:secretsmanager:us-east-1:111122223333:secret:x-abc: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/i-0 is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:111122223333:secret:x-abc",
  ],
  "execution-role-missing": ["ssm secret resource: unable to find execution role credentials"],
  "ecr-login-missing": [
    "CannotPullECRContainerError: NoCredentialProviders: no valid providers in chain. Deprecated.",
    "CannotPullContainerError: API error (500): Get https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/app/manifests/latest: no basic auth credentials",
  ],
  "image-digest-unresolved": [
    "CannotPullImageManifestError: Error response from daemon: manifest unknown: manifest unknown",
  ],
  "access-denied": ["CannotPullContainerError: AccessDeniedException"],
  "instance-disk-full": [
    "CannotCreateContainerError: Error response from daemon: mkdir /var/lib/docker/overlay2/0-init: no space left on device",
  ],
  "infrastructure-role-not-assumable": [
    "ECS was unable to assume the configured ECS Infrastructure Role 'arn:aws:iam::111122223333:role/ecsInfra'. Please verify that the role being passed has the proper trust relationship with Amazon ECS",
  ],
  "organisation-policy-denies": [
    "CannotPullContainerError: pull access denied: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:111122223333:repository/app with an explicit deny in a service control policy",
  ],
  "resource-policy-lacks-grant": [
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:444455556666:secret:db-AbCdEf because no resource-based policy allows the secretsmanager:GetSecretValue action",
  ],
  "vpc-endpoint-policy-denies": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no VPC endpoint policy allows the ecr:GetAuthorizationToken action",
  ],
  "env-file-denied": [
    "ResourceInitializationError: failed to download env files: file download command: non empty error stream: service call has been retried 1 time(s): operation error S3: GetObject, https response error StatusCode: 403, RequestID: 0, HostID: 0, api error AccessDenied: Access Denied",
  ],
  "role-not-assumable": [
    "ECS was unable to assume the role 'arn:aws:iam::111122223333:role/task' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
    "service my-ecs-service failed to launch a task with (error ECS was unable to assume the role\n# 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS' that was provided for this task.",
    "ClientException: ECS was unable to assume the role 'arn:aws:iam::111122223333:role/ecsEventsRole'",
  ],
  "exec-without-task-role": [
    "ClientException: The ECS Exec cannot be enabled: The service couldn't be updated because a valid taskRoleArn is not being used.",
  ],
  "pass-role-denied": [
    "AccessDeniedException: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/exec because no identity-based policy allows the iam:PassRole action",
  ],
  "infrastructure-role-denied": [
    "service ecs-control was unable to place a task. Reason: ResourceInitializationError: Unable to launch instance(s) for capacity provider test-managed. UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:sts::111122223333:assumed-role/ecsInfrastructureRole/x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/ecsInstanceRole because no identity-based policy allows the iam:PassRole action",
    "service image was unable to place a task. Reason: ResourceInitializationError: Unable to launch instance(s) for capacity provider test-managed. UnauthorizedOperation: You are not authorized to perform this operation.",
  ],
  "eni-management-denied": [
    "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0': AuthFailure",
  ],
  "eni-creation-failed": [
    "Unexpected EC2 error while attempting to attach network interface to instance 'i-0123'",
  ],
  "image-pull-failed": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReaderSeeker: failed open: unexpected status code",
  ],
  "image-reference-malformed": ["ClientException: Container.image should not be null or empty."],
  "registry-failing": [
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/library/nginx:latest: unexpected status from HEAD request to https://registry-1.docker.io/v2/library/nginx/manifests/latest: 503 Service Unavailable",
  ],
  "registry-without-tls": [
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref registry.acme.internal:5000/app:1: failed to do request: Head "https://registry.acme.internal:5000/v2/app/manifests/1": http: server gave HTTP response to HTTPS client',
  ],
  "certificate-not-trusted": [
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref registry.acme.internal/app:1: failed to do request: Head "https://registry.acme.internal/v2/app/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": x509: certificate signed by unknown authority',
  ],
  "connection-refused": [
    'CannotPullContainerError: Error response from daemon: Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused',
  ],
  "image-puller-timed-out": [
    "ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed",
  ],
  "execution-role-credentials-missing": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): operation error ECR: GetAuthorizationToken, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, exceeded maximum number of attempts, 3, request send failed",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): UnrecognizedClientException: The security token included in the request is invalid.",
  ],
  "secret-marked-for-deletion": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
  ],
  "secret-fetch-failed": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): ValidationException: Invalid name. Must be a valid name containing alphanumeric characters",
  ],
  "secret-fetch-throttled": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 7 time(s): ThrottlingException: Rate exceeded status code: 400",
  ],
  "log-credentials-missing": [
    "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: operation error CloudWatch Logs: CreateLogStream, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found",
  ],
  "log-group-create-denied": [
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log group: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: logs:CreateLogGroup on resource: arn:aws:logs:us-east-1:111122223333:log-group:/ecs/web:log-stream: because no identity-based policy allows the logs:CreateLogGroup action : exit status 1",
  ],
  "logs-unreachable": [
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: RequestError: send request failed caused by: Post "https://logs.us-east-1.amazonaws.com/": dial tcp 10.0.1.7:443: i/o timeout : exit status 1',
  ],
};
