import type { ImagePlatform } from "../../launch/model/image-platform";
import type { ImageRepository, StoredManifest } from "./repository";

/** What an image is built for. */
export interface BuiltFor {
  /** Whether an index says so; a single image is started whatever its configuration says. */
  readonly index: boolean;
  /** An entry that names no platform is undefined: it may be anything. */
  readonly platforms: readonly (ImagePlatform | undefined)[];
}

interface RawPlatform {
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
  readonly "os.version"?: string;
}

/**
 * Reads the index, or the configuration of a single image.
 * https://github.com/opencontainers/image-spec/blob/main/image-index.md
 * @throws {Unreadable} where the configuration cannot be read
 */
export async function builtFor(repository: ImageRepository, { body }: StoredManifest): Promise<BuiltFor> {
  const { manifests, config } = body as {
    readonly manifests?: readonly { readonly platform?: RawPlatform }[];
    readonly config?: { readonly digest?: string };
  };
  // Attestations stand in the index under the platform unknown/unknown.
  if (manifests !== undefined)
    return {
      index: true,
      platforms: manifests
        .filter(({ platform }) => platform?.os !== "unknown")
        .map(({ platform }) => platformOf(platform)),
    };
  if (config?.digest === undefined) return { index: false, platforms: [undefined] };
  return { index: false, platforms: [platformOf((await repository.blob(config.digest)) as RawPlatform)] };
}

function platformOf(raw: RawPlatform | undefined): ImagePlatform | undefined {
  if (!raw?.os || !raw.architecture) return undefined;
  const { os, architecture, variant } = raw;
  return { os, architecture, variant, osVersion: raw["os.version"] };
}
