/** Other wordings of refused calls, and of secrets that cannot be read. */
export const access: Readonly<Record<string, readonly string[]>> = {
  "registry-forbids-image": [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:latest: pulling from host 111122223333.dkr.ecr.eu-west-1.amazonaws.com failed with status code [manifests latest]: 403 Forbidden",
  ],
  "service-role-denied": [
    "(service web) failed to describe target health on (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0123) with (error User: arn:aws:sts::111122223333:assumed-role/ecsServiceRole/ecs-service-scheduler is not authorized to perform: elasticloadbalancing:DescribeTargetHealth)",
  ],
  "service-linked-role-missing": [
    "Timed out: InvalidParameterException: Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
    "error creating ECS service (web): ClientException: Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
  ],
  "ecr-auth-denied": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action",
    "CannotPullECRContainerError: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ecsInstanceRole/i-0123 is not authorized to perform: ecr:GetAuthorizationToken on resource: *\n\tstatus code: 400, request id: 0",
    "CannotPullECRContainerError: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ecsInstanceRole/i-0123456789abcdef0 is not authorized to perform: ecr:GetAuthorizationToken on resource: *",
  ],
  "parameter-missing": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid parameters: /app/DB_PASSWORD",
    "Fetching secret data from SSM Parameter Store in us-west-2: invalid parameters: /PLMSecretParameter",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource\nretrieval failed: unable to retrieve secrets from ssm: service call has been retried 1\ntime(s): invalid ssm parameters: /w/gemini-api-key",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: invalid parameters: /prod/db/password",
  ],
  "secret-missing": [
    "Fetching secret data from AWS Secrets Manager in region us-east-1: secret arn:aws:secretsmanager:us-east-1:111122223333:secret:x-abc: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: The task can't retrieve the secret with ARN 'arn:aws:secretsmanager:us-east-1:111122223333:secret:x' from AWS Secrets Manager. Check whether the secret exists in the specified Region. ResourceNotFoundException: Fetching secret data from AWS Secrets Manager in region us-east-1: secret arn: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
  ],
  "secret-read-denied": [
    "Fetching secret data from AWS Secrets Manager in region us-east-1: secret arn:aws:secretsmanager:us-east-1:111122223333:secret:x-abc: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/i-0 is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:111122223333:secret:x-abc",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf from secrets manager: operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, RequestID: 1b2c, api error AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0123 is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf because no identity-based policy allows the secretsmanager:GetSecretValue action",
  ],
  "execution-role-missing": ["ssm secret resource: unable to find execution role credentials"],
  "ecr-login-missing": [
    "CannotPullECRContainerError: NoCredentialProviders: no valid providers in chain. Deprecated.",
    "CannotPullContainerError: API error (500): Get https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/app/manifests/latest: no basic auth credentials",
  ],
  "access-denied": ["CannotPullContainerError: AccessDeniedException"],
  "infrastructure-role-not-assumable": [
    "ECS was unable to assume the configured ECS Infrastructure Role 'arn:aws:iam::111122223333:role/ecsInfra'. Please verify that the role being passed has the proper trust relationship with Amazon ECS",
  ],
  "organisation-policy-denies": [
    "CannotPullContainerError: pull access denied: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:111122223333:repository/app with an explicit deny in a service control policy",
  ],
  "resource-policy-lacks-grant": [
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:444455556666:secret:db-AbCdEf because no resource-based policy allows the secretsmanager:GetSecretValue action",
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
    "(service web) was unable to place a task. Reason: CapacityProviderError: is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/ecsInstanceRole because no identity-based policy allows the iam:PassRole action",
  ],
  "infrastructure-role-denied": [
    "service ecs-control was unable to place a task. Reason: ResourceInitializationError: Unable to launch instance(s) for capacity provider test-managed. UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:sts::111122223333:assumed-role/ecsInfrastructureRole/x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/ecsInstanceRole because no identity-based policy allows the iam:PassRole action",
    "service image was unable to place a task. Reason: ResourceInitializationError: Unable to launch instance(s) for capacity provider test-managed. UnauthorizedOperation: You are not authorized to perform this operation.",
    "(service web) was unable to place a task. Reason: The capacity provider could not launch instances: User: arn:aws:sts::111122223333:assumed-role/ecsInfrastructureRole/ECSManagedInstances is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:111122223333:instance/*",
    "(service web) was unable to place a task. Reason: User: arn:aws:sts::111122223333:assumed-role/infra/ECSManagedInstancesForCompute is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/web-instances because no identity-based policy allows the iam:PassRole action",
  ],
  "eni-management-denied": [
    "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0': AuthFailure",
  ],
  "execution-role-credentials-missing": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): operation error ECR: GetAuthorizationToken, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, exceeded maximum number of attempts, 3, request send failed",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): UnrecognizedClientException: The security token included in the request is invalid.",
  ],
  "secret-marked-for-deletion": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
    "failed to fetch secret arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf from secrets manager: InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
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
  "env-file-unreadable": [
    "ResourceInitializationError: failed to download env files: file download command: non empty error stream: service call has been retried 1 time(s): operation error S3: GetObject, https response error StatusCode: 404, RequestID: 0, HostID: 0, NoSuchKey: ",
  ],
  "ebs-role-lacks-permission": [
    "ResourceInitializationError: failed to create EBS volume: User: arn:aws:sts::111122223333:assumed-role/ecsInfrastructureRole/ECSTaskVolumesForEBS is not authorized to perform: ec2:CreateVolume on resource: arn:aws:ec2:us-east-1:111122223333:volume/*",
  ],
  "kms-key-unusable": [
    "failed to fetch secret arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf from secrets manager: api error DecryptionFailure: Secrets Manager can't decrypt the protected secret text using the provided KMS key: KMSInvalidStateException: key is disabled",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): KMSInvalidStateException: arn:aws:kms:eu-west-1:111122223333:key/1 is pending deletion.",
  ],
  "kms-decrypt-denied": [
    "unable to retrieve secrets from ssm: service call has been retried 1 time(s): AccessDeniedException: The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.",
  ],
  "infrastructure-role-lacks-permission": [
    "(service web) was unable to place a task. Reason: User: arn:aws:sts::111122223333:assumed-role/ecsInfrastructureRole/ECSServiceConnectForTLS is not authorized to perform: acm-pca:IssueCertificate on resource: arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1",
    "(service web) failed to register targets: User: arn:aws:sts::111122223333:assumed-role/infra/ECSNetworkingWithVPCLattice is not authorized to perform: vpc-lattice:RegisterTargets on resource: arn:aws:vpc-lattice:eu-west-1:111122223333:targetgroup/tg-1",
  ],
  "log-stream-denied": [
    "failed to create Cloudwatch log stream: operation error CloudWatch Logs: CreateLogStream, https response error StatusCode: 400, RequestID: 1, api error AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/1 is not authorized to perform: logs:CreateLogStream on resource: arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/web:log-stream:web/web/1",
  ],
  "program-lacks-permission": [
    "botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the GetSecretValue operation: User: arn:aws:sts::111122223333:assumed-role/web-task/0123 is not authorized to perform: secretsmanager:GetSecretValue on resource: db",
    "An error occurred (AccessDeniedException) when calling the GetParameters operation: User: arn:aws:sts::111122223333:assumed-role/web-task/0123 is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/a",
  ],
};
