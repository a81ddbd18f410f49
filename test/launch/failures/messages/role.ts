const asm =
  "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf from secrets manager: ";
const ssm =
  "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): ";
const user =
  "AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0123456789abcdef is not authorized to perform: ";

/** Messages by the cause they must be recognised as. */
export const role: Readonly<Record<string, readonly string[]>> = {
  "ecr-auth-denied": [
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): ${user}ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action status code: 400, request id: 1`,
    "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: operation error ECR: GetAuthorizationToken, https response error StatusCode: 400, RequestID: 1, api error AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/1 is not authorized to perform: ecr:GetAuthorizationToken on resource: *",
    `CannotPullECRContainerError: ${user}ecr:GetAuthorizationToken on resource: *`,
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 400, api error AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: ecr:GetAuthorizationToken on resource: *",
  ],
  "image-pull-denied": [
    "CannotPullContainerError: The task can’t pull the image. Check that the role has the permissions to pull images from the registry. Error response from daemon: pull access denied for 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::111122223333:assumed-role/exec/1 is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:111122223333:repository/web because no identity-based policy allows the ecr:BatchGetImage action",
    "CannotPullContainerError: Error response from daemon: pull access denied for 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::111122223333:assumed-role/ecsInstanceRole/i-0abc is not authorized to perform: ecr:GetDownloadUrlForLayer on resource: arn:aws:ecr:eu-west-1:111122223333:repository/web",
  ],
  "pull-through-cache-denied": [
    `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/nginx:1: ${user}ecr:BatchImportUpstreamImage on resource: arn:aws:ecr:eu-west-1:111122223333:repository/docker-hub/library/nginx`,
  ],
  "registry-secret-denied": [
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to get registry auth from asm: service call has been retried 1 time(s): asm fetching secret from the service for arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub-AbCdEf: ${user}secretsmanager:GetSecretValue on resource: hub`,
  ],
  "secret-read-denied": [
    `${asm}${user}secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf because no identity-based policy allows the secretsmanager:GetSecretValue action status code: 400`,
    `Fetching secret data from AWS Secrets Manager in region eu-west-1: secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf: ${user}secretsmanager:GetSecretValue on resource: db`,
  ],
  "parameter-read-denied": [
    `${ssm}${user}ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/app/key because no identity-based policy allows the ssm:GetParameters action`,
    `Fetching secret data from SSM Parameter Store in eu-west-1: ${user}ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/app/key status code: 400`,
  ],
  "kms-decrypt-denied": [
    `${asm}AccessDeniedException: Access to KMS is not allowed status code: 400`,
    `${ssm}AccessDeniedException: The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.`,
    `${ssm}${user}kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1 because no identity-based policy allows the kms:Decrypt action`,
  ],
  "log-group-create-denied": [
    `CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log group: ${user}logs:CreateLogGroup on resource: arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/web:log-stream:`,
  ],
  "log-stream-denied": [
    `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${user}logs:CreateLogStream on resource: arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/web:log-stream:web/web/1 because no identity-based policy allows the logs:CreateLogStream action : exit status 1`,
  ],
  "env-file-denied": [
    "ResourceInitializationError: failed to download env files: file download command: non empty error stream: service call has been retried 1 time(s): AccessDenied: Access Denied status code: 403, request id: 1, host id: 2",
  ],
  "firelens-config-denied": [
    "unable to download firelens s3 config file: AccessDenied: Access Denied status code: 403",
  ],
  "vpc-endpoint-policy-denies": [
    `${asm}${user}secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf because no VPC endpoint policy allows the secretsmanager:GetSecretValue action`,
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): ${user}ecr:GetAuthorizationToken on resource: * with an explicit deny in a VPC endpoint policy`,
  ],
  "resource-policy-lacks-grant": [
    `${asm}${user}secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:444455556666:secret:db-AbCdEf because no resource-based policy allows the secretsmanager:GetSecretValue action`,
  ],
  "policy-denies-explicitly": [
    `${ssm}${user}ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/key with an explicit deny in an identity-based policy`,
  ],
  "organisation-policy-denies": [
    `${ssm}${user}ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/key with an explicit deny in a service control policy`,
  ],
  "permissions-boundary-denies": [
    `${ssm}${user}ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/key because no permissions boundary allows the ssm:GetParameters action`,
  ],
  "role-not-assumable": [
    "(service web) failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::111122223333:role/exec' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.).",
    "(service web) was unable to place a task. Reason: ECS was unable to assume the role 'arn:aws:iam::111122223333:role/exec' that was provided for this task.",
  ],
  "infrastructure-role-not-assumable": [
    "ECS was unable to assume the configured ECS Infrastructure Role 'arn:aws:iam::111122223333:role/infra'. Please verify that the role being passed has the proper trust relationship with Amazon ECS",
  ],
  "service-linked-role-missing": [
    "InvalidParameterException: Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
  ],
  "service-linked-role-broken": [
    "(service web) IAM permissions policies have been misconfigured or changed, and ECS can no longer maintain your service",
  ],
  "target-group-role-invalid": [
    "InvalidParameterException: Unable to assume role and validate the specified targetGroupArn. Please verify that the ECS service role being passed has the proper permissions.",
  ],
  "execution-role-missing": [
    "ClientException: Fargate requires task definition to have execution role ARN to support ECR images.",
    "ASM secret resource: unable to find execution role credentials",
    "ClientException: When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
  ],
  "execution-role-credentials-missing": [
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): NoCredentialProviders: no valid providers in chain. Deprecated.`,
  ],
  "log-credentials-missing": [
    "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: NoCredentialProviders: no valid providers in chain",
  ],
  "pass-role-denied": [
    "Error: creating ECS Service (web): AccessDeniedException: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/exec",
  ],
  "deployer-denied": [
    "An error occurred (AccessDeniedException) when calling the UpdateService operation: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:eu-west-1:111122223333:service/c/web",
  ],
  "launcher-denied": [
    "User: arn:aws:sts::111122223333:assumed-role/events/1 is not authorized to perform: ecs:RunTask on resource: arn:aws:ecs:eu-west-1:111122223333:task-definition/job:1",
  ],
  "role-invalid": [
    "An error occurred (ClientException) when calling the RegisterTaskDefinition operation: Role is not valid",
  ],
  "exec-without-task-role": [
    "InvalidParameterException: The service couldn't be updated because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.",
  ],
  "instance-cannot-register": [
    'level=error msg="Unable to register as a container instance with ECS: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/web/i-0abc is not authorized to perform: ecs:RegisterContainerInstance on resource: arn:aws:ecs:eu-west-1:111122223333:cluster/c"',
  ],
  "eni-management-denied": [
    "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d4e5f60718': UnauthorizedOperation",
    "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-0a1b2c3d4e5f60718': AuthFailure",
  ],
  "ebs-role-lacks-permission": [
    "Unexpected EC2 error encountered while attempting to create EBS volume: UnauthorizedOperation",
  ],
  "access-denied": [
    "AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/app/1 is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:111122223333:table/t",
    "An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::111122223333:assumed-role/web/0 is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/reports",
  ],
  "ecr-login-missing": [
    "CannotPullContainerError: Error response from daemon: pull access denied for 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.",
  ],
};
