const daemon = "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: ";

/** Messages by the cause they must be recognised as. */
export const logging: Readonly<Record<string, readonly string[]>> = {
  "log-group-missing": [
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1",
    `${daemon}failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.`,
  ],
  "log-region-missing": [
    "ResourceInitializationError: unable to get awslogs driver arguments: awslogs-region is required",
    `${daemon}must specify a value for log opt 'awslogs-region'`,
  ],
  "log-group-name-missing": ["ClientException: Log driver awslogs requires options: awslogs-group"],
  "log-stream-prefix-missing": [
    "ClientException: Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs.",
  ],
  "log-option-unknown": [`${daemon}unknown log opt 'awslogs-grup' for awslogs log driver`],
  "log-driver-missing": [
    "CannotCreateContainerError: logger: no log driver named 'splnk' is registered",
    "ClientException: fluentd is not a valid log driver. Must be one of [awslogs, splunk, awsfirelens]",
  ],
  "log-driver-endpoint-down": [
    `${daemon}dial tcp 127.0.0.1:24224: connect: connection refused`,
    `${daemon}dial unix /var/run/fluent.sock: connect: no such file or directory`,
  ],
  "splunk-log-driver-misconfigured": [`${daemon}splunk: splunk-token is expected`],
  "log-options-size-mismatch": [`${daemon}logger: max-buffer-size is only supported in non-blocking mode`],
  "firelens-config-invalid": ["unable to download firelens s3 config file a.conf from bucket b: NoSuchKey"],
  "firelens-incomplete": [
    "ClientException: When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.",
  ],
  "logs-throttled": [`${daemon}failed to create Cloudwatch log stream: ThrottlingException: Rate exceeded`],
  "log-configuration-failed": ["ResourceInitializationError: failed to initialize logging driver: …"],
  "log-name-invalid": [
    "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: InvalidParameterException: 1 validation error detected: Value at 'logStreamName' failed to satisfy constraint",
  ],
  "log-collector-not-resolved": [`${daemon}dial tcp: lookup fluentd: no such host`],
  "log-router-config-invalid": [
    "[2026/05/30 18:03:02] [error] [config] section 'configuration' tried to instance a plugin name that don't exists",
    "[error] configuration file contains errors, aborting.",
  ],
  "log-region-invalid": [
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: MissingEndpoint: 'Endpoint' configuration is required for this service : exit status 1",
  ],
};
