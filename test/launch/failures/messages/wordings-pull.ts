/** Other wordings of images that cannot be pulled, and of what cannot be reached. */
export const pull: Readonly<Record<string, readonly string[]>> = {
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
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. failed to fetch secret arn:aws:secretsmanager:us-east-1:111122223333:secret:db from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded",
  ],
  "parameter-store-unreachable": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: The task cannot pull secrets from AWS Systems Manager. There is a connection issue between the task and AWS Systems Manager Parameter Store. Check your task network configuration.",
    'Fetching secret data from SSM Parameter Store in us-west-2: RequestError: send request failed caused by: Post "https://ssm.us-west-2.amazonaws.com/": dial tcp 52.94.1.1:443: i/o timeout',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: The task cannot pull secrets from AWS Systems Manager: operation error SSM: GetParameters, exceeded maximum number of attempts, 5, https response error StatusCode: 0, RequestID: , request send failed, Post "https://ssm.us-east-1.amazonaws.com/": dial tcp 10.0.1.5:443: i/o timeout',
  ],
  "env-file-unreachable": [
    "ResourceInitializationError: failed to download env files: The task can't download the environment variable files from Amazon S3. There is a connection issue between the task and Amazon S3. Check your task network configuration. service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded",
  ],
  "docker-hub-rate-limited": [
    "CannotPullContainerError: inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/manifests/sha256:2bb501e: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/nginx:latest: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Alibrary%2Fnginx%3Apull&service=registry.docker.io: 429 Too Many Requests",
    "CannotPullContainerError: inspect image has been retried 5 time(s): httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/nginx/manifests/sha256:aaaa: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit",
  ],
  "public-registry-unreachable": [
    'CannotPullContainerError: Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/library/nginx:latest: failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/latest": dial tcp 34.226.69.105:443: i/o timeout',
  ],
  "image-platform-mismatch": [
    "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): image Manifest does not contain descriptor matching platform 'windows/amd64 10.0.17763'",
    "CannotPullContainerError: no matching manifest for linux/amd64 in the manifest list entries",
    'CannotPullContainerError: image operating system "windows" cannot be used on this platform: operating system is not supported',
    "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'",
  ],
  "image-layers-inconsistent": [
    "CannotPullContainerError: failed to unpack image on snapshotter overlayfs: mismatched image rootfs and manifest layers",
    "ref pull has been retried 1 time(s): number of layers and diffIDs don't  match: 3 != 15",
  ],
  "registry-rate-limited": [
    "CannotPullContainerError: error pulling image configuration: toomanyrequests: Too Many Requests",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref public.ecr.aws/docker/library/nginx:latest: unexpected status from HEAD request to https://public.ecr.aws/v2/docker/library/nginx/manifests/latest: 429 Too Many Requests",
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref public.ecr.aws/nginx/nginx:1.27: unexpected status from HEAD request to https://public.ecr.aws/v2/nginx/nginx/manifests/1.27: 429 Too Many Requests",
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
  "registry-refuses-credentials": [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref registry.gitlab.com/acme/app:1: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://gitlab.com/jwt/auth?scope=repository%3Aacme%2Fapp%3Apull&service=container_registry: 403 Forbidden",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ghcr.io/acme/app:latest: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token: 403 Forbidden: denied: denied",
  ],
  "registry-login-required": [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ghcr.io/acme/app:latest: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=ghcr.io: 401 Unauthorized",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ghcr.io/acme/web:1.2: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fweb%3Apull&service=ghcr.io: 401 Unauthorized",
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref quay.io/acme/web:1: unexpected status from HEAD request to https://quay.io/v2/acme/web/manifests/1: 401 UNAUTHORIZED",
    "CannotPullContainerError: failed to resolve ref acme.azurecr.io/web:1: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://acme.azurecr.io/oauth2/token?scope=repository%3Aweb%3Apull&service=acme.azurecr.io: 401 Unauthorized",
  ],
  "image-layers-unreachable": [
    "Pull command failed: panic: runtime error: invalid memory address or nil pointer dereference",
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
  "image-architecture-mismatch": [
    "standard_init_linux.go:228: exec user process caused: exec format error",
    "exec /usr/local/bin/docker-entrypoint.sh: exec format error",
    "exec /usr/bin/java: exec format error",
  ],
  "host-name-not-resolved": [
    'CannotPullContainerError: Error response from daemon: Get "https://8xxxxxxxxxx0.dkr.ecr.us-west-2.amazonaws.commmmm/v2/": dial tcp: lookup 8xxxxxxxxxx0.dkr.ecr.us-west-2.amazonaws.commmmm on 10.0.0.2:53: no such host',
    'CannotPullContainerError: Error response from daemon: Get "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/": dial tcp: lookup 111122223333.dkr.ecr.us-east-1.amazonaws.com: Temporary failure in name resolution',
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): RequestError: send request failed caused by: Post https://api.ecr.us-east-1.amazonaws.com/: dial tcp: lookup api.ecr.us-east-1.amazonaws.com on 10.0.0.2:53: read udp 169.254.172.2:39330->10.0.0.2:53: i/o timeout",
  ],
  "image-digest-unresolved": [
    "CannotPullImageManifestError: Error response from daemon: manifest unknown: manifest unknown",
  ],
  "vpc-endpoint-policy-denies": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no VPC endpoint policy allows the ecr:GetAuthorizationToken action",
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
    'CannotPullContainerError: Error response from daemon: Get "https://registry.acme.internal/v2/": x509: certificate signed by unknown authority',
  ],
  "connection-refused": [
    'CannotPullContainerError: Error response from daemon: Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused',
  ],
  "image-puller-timed-out": [
    "ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed",
  ],
  "logs-unreachable": [
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: RequestError: send request failed caused by: Post "https://logs.us-east-1.amazonaws.com/": dial tcp 10.0.1.7:443: i/o timeout : exit status 1',
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: operation error CloudWatch Logs: CreateLogStream, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://logs.us-east-1.amazonaws.com/": dial tcp 3.236.94.209:443: i/o timeout : exit status 1',
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log group: operation error CloudWatch Logs: CreateLogGroup, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://logs.eu-west-1.amazonaws.com/": context deadline exceeded : exit status 1',
  ],
  "windows-version-mismatch": [
    "CannotStartContainerError: Error response from daemon: hcsshim::CreateComputeSystem: The container operating system does not match the host operating system.",
  ],
  "image-gone-from-instance": [
    "CannotCreateContainerError: Error response from daemon: No such image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1",
  ],
};
