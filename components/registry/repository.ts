/** A repository of images, wherever it lies. */
export interface ImageRepository {
  /**
   * The manifest or index that a tag or digest names; undefined where the registry says that there is none.
   * @throws {Unreadable} where the registry does not say
   */
  manifest(reference: string): Promise<StoredManifest | undefined>;
  /**
   * A small blob, as JSON: the configuration of an image.
   * @throws {Unreadable}
   */
  blob(digest: string): Promise<unknown>;
  /**
   * Its tags, at most some thousands; empty where the repository does not exist.
   * @throws {Unreadable}
   */
  tags(): Promise<readonly string[]>;
}

export interface StoredManifest {
  /** `sha256:…` of the body. */
  readonly digest: string;
  readonly body: unknown;
}

/** Why a registry did not answer the question; completes "registry … cannot be read: …". */
export class Unreadable extends Error {}

/** What is asked for; of Docker's and OCI's kinds, indexes and single images. */
export const MANIFEST_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
] as const;
