const asm =
  "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf from secrets manager: ";
const ssm =
  "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): ";
const auth =
  "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to get registry auth from asm: service call has been retried 1 time(s): ";

/** Messages by the cause they must be recognised as. */
export const secret: Readonly<Record<string, readonly string[]>> = {
  "secret-missing": [
    `${asm}ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
    "ResourceNotFoundException: The task can't retrieve the secret with ARN 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf' from AWS Secrets Manager. Check whether the secret exists in the specified Region: Fetching secret data from AWS Secrets Manager in region eu-west-1: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
  ],
  "secret-not-found": [
    "ResourceNotFoundException: The task can't retrieve the secret with ARN 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf' from AWS Secrets Manager. Check whether the secret exists in the specified Region",
    `${asm}ResourceNotFoundException: Secrets Man…`,
  ],
  "secret-without-value": [
    `${asm}ResourceNotFoundException: Secrets Manager can’t find the specified secret value for staging label: AWSCURRENT`,
  ],
  "secret-version-missing": [
    `${asm}ResourceNotFoundException: Secrets Manager can't find the specified secret value for VersionId: 00000000-0000-0000-0000-000000000000`,
    `${asm}ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: BLUE`,
  ],
  "secret-json-key-missing": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key password",
  ],
  "secret-not-json": [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): invalid character 'p' in literal true (expecting 'r')",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): unexpected end of JSON input",
  ],
  "secret-arn-malformed": [
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: an invalid ARN format for the AWS Secrets Manager secret was specified. Specify a valid ARN and try again.`,
  ],
  "secret-version-id-malformed": [
    `${asm}InvalidParameter: 1 validation error(s) found. - minimum field size of 32, GetSecretValueInput.VersionId.`,
  ],
  "secret-marked-for-deletion": [
    `${asm}InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.`,
  ],
  "parameter-missing": [
    `${ssm}invalid parameters: /app/key`,
    "Fetching secret data from SSM Parameter Store in eu-west-1: invalid parameters: app-key",
  ],
  "parameter-name-malformed": [`${ssm}ValidationException: Invalid request provided: a parameter name`],
  "registry-credentials-malformed": [
    "asm fetching authorization data: unable to unmarshal secret value, invalid schema",
    "asm fetching username: AuthorizationData is malformed, empty field",
  ],
  "secret-fetch-throttled": [`${ssm}ThrottlingException: Rate exceeded status code: 400`],
  "secret-region-unknown": [`${asm}could not find region eu-wset-1`],
  "secret-binary-only": [`${asm}the secret holds SecretBinary only`],
  "secret-value-with-null": [
    "CannotStartContainerError: invalid environment variable: KEY contains null byte",
  ],
  "secret-fetch-failed": [`${asm.slice(0, -40)}…`],
  "parameter-fetch-failed": [`${ssm}Acc…`],
  "registry-credentials-fetch-failed": [
    `${auth}asm fetching secret from the service for arn:aws:secretsmanager:eu-west-1:1111…`,
    "CannotPullContainerAuthError: engine docker private registry credentials: not found",
  ],
  "program-secret-missing": [
    "botocore.errorfactory.ResourceNotFoundException: An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.",
  ],
};
