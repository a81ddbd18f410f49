const rie = "ResourceInitializationError: unable to pull secrets or registry auth: ";
const asm = `${rie}execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 5 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf from secrets manager: `;

/** Messages by the cause they must be recognised as. */
export const network: Readonly<Record<string, readonly string[]>> = {
  "ecr-api-unreachable": [
    `${rie}execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 10.0.3.7:443: i/o timeout. Please check your task network configuration.`,
    `${rie}execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded`,
    `${rie}The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 52.94.1.1:443: i/o timeout`,
    `(service web) was unable to place a task. Reason: ${rie}The task cannot pull registry authentication from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration.`,
  ],
  "ecr-registry-unreachable": [
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1: failed to do request: Head "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/web/manifests/1": dial tcp 10.0.4.4:443: i/o timeout',
    "CannotPullContainerError: The task cannot pull '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1' from the Amazon ECR repository '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web'. There is a connection issue between the task and Amazon ECR. Check your task network configuration.",
    "CannotPullContainerError: Error response from daemon: Get https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
    "CannotPullContainerError: The task cannot pull 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1 from Amazon ECR repository 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web. There is a connection issue between the task and Amazon ECR. Check your task network configuration.",
  ],
  "image-layers-unreachable": [
    'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/a/b": dial tcp 3.5.64.1:443: i/o timeout',
    "CannotPullContainerError: error pulling image configuration: download failed after attempts=6: dial tcp 52.218.1.1:443: i/o timeout",
    "CannotPullContainerError: panic: runtime error: invalid memory address or nil pointer dereference",
  ],
  "public-registry-unreachable": [
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/library/nginx:1: failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/1": dial tcp 44.205.64.79:443: i/o timeout',
    'CannotPullContainerError: inspect image has been retried 5 time(s): failed to resolve ref "public.ecr.aws/nginx/nginx:1": failed to do request: Head https://public.ecr.aws/v2/nginx/nginx/manifests/1: dial tcp 75.2.101.78:443: i/o timeout',
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref gcr.io/acme/web:1: failed to authorize: failed to fetch anonymous token: Get "https://gcr.io/v2/token": dial tcp 192.0.2.7:443: connect: network is unreachable',
  ],
  "registry-unreachable": [
    'CannotPullContainerError: The task can’t pull the image. Check your network configuration. Error response from daemon: Get "https://registry.example.com/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    "CannotPullContainerError: API error (500): Get https://registry.example.com/v2/: net/http: TLS handshake timeout",
    "CannotPullContainerError: inactivity time exceeded timeout while pulling image",
  ],
  "image-puller-timed-out": [`${rie}pull command failed: : signal: killed`],
  "secrets-manager-unreachable": [
    "ResourceInitializationError: The task can’t pull secrets from AWS Secrets Manager. There is a connection issue between the task and Secrets Manager. Check your task network configuration.",
    `${asm}RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration.`,
    `${rie}The task can't retrieve the secret from AWS Secrets Manager: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration.`,
  ],
  "parameter-store-unreachable": [
    "ResourceInitializationError: The task cannot pull secrets from AWS Systems Manager Parameter Store. Check your network connection between the task and AWS Systems Manager.",
    `${rie}execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded`,
    `${rie}There is a connection issue between the task and AWS Systems Manager Parameter Store. Check your task network configuration.`,
  ],
  "logs-unreachable": [
    "ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed",
    "ResourceInitializationError: failed to validate logger args: : signal: killed",
  ],
  "env-file-unreachable": [
    "ResourceInitializationError: The task can't download the environment variable files from Amazon S3. There is a connection issue between the task and Amazon S3. Check your task network configuration. service call has been retried 5 time(s): file download command: non empty error stream: RequestCanceled: request context canceled",
  ],
  "image-layers-refused": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/a: 403 Forbidden",
  ],
  "host-name-not-resolved": [
    `${rie}execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp: lookup api.ecr.eu-west-1.amazonaws.com on 10.0.0.2:53: no such host`,
    `${rie}execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestError: send request failed caused by: Post "https://ssm.eu-west-1.amazonaws.com/": dial tcp: lookup ssm.eu-west-1.amazonaws.com on 10.0.0.2:53: read udp 10.0.1.4:4242->10.0.0.2:53: i/o timeout`,
    'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref registry.exmaple.com/web:1: failed to do request: Head "https://registry.exmaple.com/v2/web/manifests/1": dial tcp: lookup registry.exmaple.com: no such host',
  ],
  "certificate-not-trusted": [
    "CannotPullContainerError: Error response from daemon: Get https://registry.example.com/v2/: x509: certificate signed by unknown authority",
  ],
  "connection-refused": [
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref registry.example.com:5000/web:1: failed to do request: Head "https://registry.example.com:5000/v2/web/manifests/1": dial tcp 10.0.0.9:5000: connect: connection refused',
  ],
  "registry-connection-reset": [
    "CannotPullContainerError: Error response from daemon: Get https://registry.example.com/v2/: read tcp 10.0.0.1:4000->10.0.0.9:443: read: connection reset by peer",
    "CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: unexpected EOF",
  ],
  "task-credentials-unreachable": [
    "Get http://169.254.170.2/v2/credentials/1: net/http: request canceled (Client.Timeout exceeded)",
  ],
  "ecs-endpoint-unreachable": [
    'level=error msg="Error connecting to ACS: Post https://ecs.eu-west-1.amazonaws.com/: dial tcp 52.1.1.1:443: i/o timeout"',
    "Unable to discover poll endpoint",
  ],
  "subnet-not-found": [
    "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d4e5f60718': InvalidSubnetID.NotFound",
  ],
  "security-group-not-found": [
    "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d4e5f60718': InvalidGroup.NotFound",
  ],
  "eni-tag-policy-violation": [
    "Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation",
  ],
  "eni-provisioning-timed-out": ["Timeout waiting for network interface provisioning to complete."],
  "eni-setup-failed": [
    "ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin failed with no error message",
  ],
  "eni-creation-failed": [
    "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d4e5f60718': …",
  ],
  "secrets-or-registry-auth-failed": [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "(service web) was unable to place a task. Reason: ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrie…",
  ],
  "ecr-login-failed": [
    `${rie}execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): ...`,
  ],
};
