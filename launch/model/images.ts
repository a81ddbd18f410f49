import type { Known } from "../known";
import type { ResourceRef } from "../reference";

/** What is known of the images in a private ECR repository that this stack makes. */
export interface RepositoryContent {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly region: Known<string | undefined>;
  /** It is empty until somebody pushes: the deployment at hand creates it. */
  readonly isNew: boolean;
  /** Builds of this program that push to it. */
  readonly builds: readonly ImageBuild[];
  /** Who else may fill it. */
  readonly filler: { readonly name: string; readonly related: boolean } | undefined;
  /** Lifecycle policies, as JSON text or object. */
  readonly lifecycle: readonly { readonly label: string; readonly document: Known<unknown> }[];
}

/** A resource of the program that builds an image. */
export interface ImageBuild {
  readonly ref: ResourceRef;
  /** References by which its image can be pulled, as far as they are known. */
  readonly references: readonly string[];
  /** Such as `linux/arm64`; absent: none is stated, so that the machine that builds decides. */
  readonly platforms: Known<readonly Known<string>[] | undefined>;
  /** Whether it leaves the image where the program runs. */
  readonly pushes: Known<boolean>;
}
