/** Where and as what a task runs; the same as the service's own. */
export interface TaskPlace {
  /** Name or ARN. */
  readonly cluster: string;
  /** ARN with the revision, or `family:revision`. */
  readonly taskDefinition: string;
  readonly launchType?: "FARGATE" | "EC2" | "EXTERNAL";
  readonly capacityProviderStrategies?: readonly CapacityProvider[];
  readonly platformVersion?: string;
  readonly networkConfiguration?: Network;
}

export interface CapacityProvider {
  readonly capacityProvider: string;
  readonly weight?: number;
  readonly base?: number;
}

export interface Network {
  readonly subnets: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly assignPublicIp?: boolean;
}

/** When a task counts as started. */
export type Expectation =
  | { readonly kind: "running"; readonly seconds: number }
  | { readonly kind: "exit-code"; readonly code: number }
  | { readonly kind: "log-line"; readonly pattern: string; readonly withinSeconds: number }
  | {
      readonly kind: "open-port";
      readonly port: number;
      readonly withinSeconds: number;
      readonly helper?: Helper;
    };

/** A task that looks from inside the network whether the port is open; exit code 0 says yes. */
export interface Helper {
  readonly taskDefinition: string;
  readonly container?: string;
  /** `{host}` and `{port}` stand for the address. */
  readonly command: readonly string[];
}

export interface StartCanarySpec extends TaskPlace {
  /** `command`: with another command, that exits at once. `as-is`: as the service runs it. */
  readonly mode: "command" | "as-is";
  /** The container that is watched and whose command is replaced. Default: the first essential one. */
  readonly container?: string;
  readonly command?: readonly string[];
  readonly expect: Expectation;
  readonly timeoutSeconds: number;
  /** Log lines shown per container when it fails; 0 reads no log. */
  readonly logLines: number;
  /** Marks the tasks of this canary. */
  readonly startedBy: string;
  readonly region?: string;
}

export interface ServiceCanarySpec {
  readonly cluster: string;
  /** Name or ARN. */
  readonly service: string;
  readonly taskDefinition: string;
  /** How long it must stay completed. */
  readonly stableSeconds: number;
  readonly timeoutSeconds: number;
  readonly logLines: number;
  readonly region?: string;
}
