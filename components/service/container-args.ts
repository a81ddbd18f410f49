import type { Input } from "@pulumi/pulumi";

/** ARN of a secret or parameter, a resource that has one, or one key of a secret. */
export type SecretSource = Input<string> | HasArn | SecretPart;

/** A resource such as `aws.secretsmanager.Secret`, `aws.ssm.Parameter` or `aws.iam.Role`. */
export interface HasArn {
  readonly arn: Input<string>;
}

/** A part of a secret of Secrets Manager whose value is JSON. */
export interface SecretPart {
  readonly secret: Input<string> | HasArn;
  /** Key in the JSON. Default: the whole value. */
  readonly key?: Input<string> | undefined;
  /** Default: AWSCURRENT. */
  readonly versionStage?: Input<string> | undefined;
  /** Instead of `versionStage`. */
  readonly versionId?: Input<string> | undefined;
}

/** A target group by its ARN, or `aws.lb.TargetGroup`. */
export type TargetGroupSource = Input<string> | (HasArn & { readonly port?: Input<number | undefined> });

export interface PortMappingArgs {
  /** Default: the port of `targetGroup`. */
  readonly containerPort?: Input<number> | undefined;
  /** Default: `containerPort` in network modes awsvpc and host, else any free port. */
  readonly hostPort?: Input<number> | undefined;
  /** Default: tcp. */
  readonly protocol?: Input<"tcp" | "udp"> | undefined;
  /** For Service Connect. */
  readonly name?: Input<string> | undefined;
  /** For Service Connect. */
  readonly appProtocol?: Input<"http" | "http2" | "grpc"> | undefined;
  /** Gets the tasks as its targets, and the balancer's security groups get in by this port. */
  readonly targetGroup?: TargetGroupSource | undefined;
}

/** Seconds, but for `retries`. */
export interface HealthCheckArgs {
  /** Begins with CMD or CMD-SHELL. */
  readonly command: Input<readonly Input<string>[]>;
  /** 5 to 300. Default: 30. */
  readonly interval?: Input<number> | undefined;
  /** 2 to 60. Default: 5. */
  readonly timeout?: Input<number> | undefined;
  /** 1 to 10. Default: 3. */
  readonly retries?: Input<number> | undefined;
  /** 0 to 300. Default: 0. */
  readonly startPeriod?: Input<number> | undefined;
}

export interface ContainerDependencyArgs {
  readonly containerName: Input<string>;
  readonly condition: Input<"START" | "COMPLETE" | "SUCCESS" | "HEALTHY">;
}

/**
 * One container. Names and units are those of the ECS API:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export interface ContainerArgs {
  /** Default: the key in `containers`, or the name of the component for `container`. */
  readonly name?: Input<string> | undefined;
  readonly image: Input<string>;
  /** CPU units; 1024 are one vCPU. */
  readonly cpu?: Input<number> | undefined;
  /** MiB, hard limit. */
  readonly memory?: Input<number> | undefined;
  /** MiB, soft limit. */
  readonly memoryReservation?: Input<number> | undefined;
  readonly portMappings?: readonly PortMappingArgs[] | undefined;
  /** Name to value, or the list of the ECS API. */
  readonly environment?:
    | Readonly<Record<string, Input<string>>>
    | Input<readonly Input<{ readonly name: Input<string>; readonly value: Input<string> }>[]>
    | undefined;
  /** Name of the variable to where its value is kept, or the list of the ECS API. */
  readonly secrets?:
    | Readonly<Record<string, SecretSource>>
    | readonly { readonly name: Input<string>; readonly valueFrom: SecretSource }[]
    | undefined;
  readonly command?: Input<readonly Input<string>[]> | undefined;
  readonly entryPoint?: Input<readonly Input<string>[]> | undefined;
  readonly workingDirectory?: Input<string> | undefined;
  readonly user?: Input<string> | undefined;
  /** Whether the task ends when this container does. Default: true. */
  readonly essential?: Input<boolean> | undefined;
  readonly dependsOn?: readonly ContainerDependencyArgs[] | undefined;
  readonly healthCheck?: HealthCheckArgs | undefined;
  /** Seconds. */
  readonly startTimeout?: Input<number> | undefined;
  /** Seconds, at most 120 on Fargate. Default: 30. */
  readonly stopTimeout?: Input<number> | undefined;
  readonly readonlyRootFilesystem?: Input<boolean> | undefined;
  readonly privileged?: Input<boolean> | undefined;
  readonly mountPoints?:
    | readonly {
        readonly sourceVolume: Input<string>;
        readonly containerPath: Input<string>;
        readonly readOnly?: Input<boolean> | undefined;
      }[]
    | undefined;
  readonly volumesFrom?: Input<readonly Input<object>[]> | undefined;
  /** Files in S3 with variables. */
  readonly environmentFiles?:
    readonly { readonly value: Input<string>; readonly type: Input<"s3"> }[] | undefined;
  /** Secret with user name and password of a private registry. */
  readonly repositoryCredentials?: { readonly credentialsParameter: SecretSource } | undefined;
  /** Default: awslogs to the log group of the component. */
  readonly logConfiguration?:
    | {
        readonly logDriver: Input<string>;
        readonly options?: Readonly<Record<string, Input<string>>> | undefined;
        readonly secretOptions?:
          readonly { readonly name: Input<string>; readonly valueFrom: SecretSource }[] | undefined;
      }
    | undefined;
  readonly firelensConfiguration?: Input<object> | undefined;
  readonly linuxParameters?: Input<object> | undefined;
  readonly ulimits?: Input<readonly Input<object>[]> | undefined;
  readonly systemControls?: Input<readonly Input<object>[]> | undefined;
  readonly resourceRequirements?: Input<readonly Input<object>[]> | undefined;
  readonly restartPolicy?: Input<object> | undefined;
  readonly dockerLabels?: Input<Readonly<Record<string, Input<string>>>> | undefined;
  readonly versionConsistency?: Input<"enabled" | "disabled"> | undefined;
  readonly interactive?: Input<boolean> | undefined;
  readonly pseudoTerminal?: Input<boolean> | undefined;
}
