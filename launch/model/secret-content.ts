import type { Known } from "../known";
import type { ResourceRef } from "../reference";

/** What is known of the values of a secret that this stack makes; never the values themselves. */
export interface SecretContent {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly arn: Known<string | undefined>;
  /** It has no value until somebody puts one: the deployment at hand creates it. */
  readonly isNew: boolean;
  readonly versions: readonly SecretVersion[];
  /** Who else may fill it. */
  readonly filler: { readonly name: string; readonly related: boolean } | undefined;
}

export interface SecretVersion {
  readonly ref: ResourceRef;
  /** Absent: ECS's default, `AWSCURRENT`. */
  readonly stages: Known<readonly Known<string>[] | undefined>;
  readonly versionId: Known<string | undefined>;
}
