import type * as Sdk from "@aws-sdk/client-ecr";
import type { EcrRegistry } from "../../launch/model/image";
import { MANIFEST_TYPES, Unreadable, type ImageRepository, type StoredManifest } from "./repository";

const MOST_PAGES = 20;

/** A repository of a private registry of ECR, read with the credentials of the AWS SDK's default chain. */
export interface EcrOptions {
  /** Profile of the AWS configuration files. */
  readonly profile?: string | undefined;
}

/** Opens what a pull-through rule copies from. */
export type OpenUpstream = (image: string) => ImageRepository | undefined;

/**
 * What is not in the repository is looked for where a pull-through cache rule of the registry fetches it from.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export function ecrRepository(
  registry: EcrRegistry,
  repositoryName: string,
  { profile }: EcrOptions,
  openUpstream: OpenUpstream,
): ImageRepository {
  const { account: registryId, region, fips } = registry;
  const of = { registryId, repositoryName };
  let opened: ReturnType<typeof load> | undefined;
  const sdk = (): ReturnType<typeof load> => (opened ??= load(region, fips, profile));
  let found: Promise<ImageRepository | undefined> | undefined;
  const upstream = (): Promise<ImageRepository | undefined> => (found ??= findUpstream());

  async function findUpstream(): Promise<ImageRepository | undefined> {
    const { client, ecr } = await sdk();
    const rules = ecr.paginateDescribePullThroughCacheRules({ client }, { registryId });
    let best: { readonly prefix: string; readonly image: string } | undefined;
    for await (const page of rules)
      for (const rule of page.pullThroughCacheRules ?? []) {
        const prefix = atRoot(rule.ecrRepositoryPrefix) ? "" : `${rule.ecrRepositoryPrefix ?? ""}/`;
        if (!repositoryName.startsWith(prefix) || (best?.prefix.length ?? -1) >= prefix.length) continue;
        const above = atRoot(rule.upstreamRepositoryPrefix) ? "" : `${rule.upstreamRepositoryPrefix ?? ""}/`;
        const host = (rule.upstreamRegistryUrl ?? "").replace(/^https?:\/\//, "").replace(/\/$/, "");
        best = { prefix, image: `${host}/${above}${repositoryName.slice(prefix.length)}` };
      }
    return best === undefined ? undefined : openUpstream(best.image);
  }

  async function aboveIt(): Promise<ImageRepository | undefined> {
    try {
      return await upstream();
    } catch (error) {
      const { message } = asUnreadable(error);
      throw new Unreadable(
        `it does not hold that image, and whether a pull-through cache rule would fetch it is not known (${message})`,
      );
    }
  }

  async function get(reference: string): Promise<Sdk.BatchGetImageResponse | undefined> {
    const { client, ecr } = await sdk();
    const imageIds = [reference.startsWith("sha256:") ? { imageDigest: reference } : { imageTag: reference }];
    const command = new ecr.BatchGetImageCommand({
      ...of,
      imageIds,
      acceptedMediaTypes: [...MANIFEST_TYPES],
    });
    return unlessAbsent(client.send(command));
  }

  return {
    async manifest(reference) {
      const answer = await get(reference);
      const [failure] = answer?.failures ?? [];
      const stored = storedManifest(answer);
      if (stored !== undefined) return stored;
      if (failure !== undefined && failure.failureCode !== "ImageNotFound")
        throw new Unreadable(failure.failureReason ?? failure.failureCode ?? "it gives no reason");
      return (await aboveIt())?.manifest(reference);
    },
    async blob(layerDigest) {
      const { client, ecr } = await sdk();
      const command = new ecr.GetDownloadUrlForLayerCommand({ ...of, layerDigest });
      const answer = await unlessAbsent(client.send(command));
      if (answer?.downloadUrl === undefined) {
        const above = await aboveIt();
        if (above === undefined) throw new Unreadable(`layer ${layerDigest} is not there`);
        return above.blob(layerDigest);
      }
      const response = await readable(fetch(answer.downloadUrl));
      if (!response.ok) throw new Unreadable(`its storage answers HTTP ${response.status}`);
      return readable(response.json());
    },
    async tags() {
      const { client, ecr } = await sdk();
      const tags: string[] = [];
      const pages = ecr.paginateListImages(
        { client, pageSize: 1000 },
        { ...of, filter: { tagStatus: "TAGGED" } },
      );
      const collect = async (): Promise<void> => {
        let count = 0;
        for await (const page of pages) {
          for (const { imageTag } of page.imageIds ?? []) if (imageTag !== undefined) tags.push(imageTag);
          if (++count === MOST_PAGES) return;
        }
      };
      await unlessAbsent(collect());
      const above = await upstream().catch(() => undefined);
      return above === undefined ? tags : [...new Set([...tags, ...(await above.tags())])];
    },
  };
}

/** The SDK takes its time to load: only programs that pin an image of ECR pay. */
async function load(
  region: string,
  useFipsEndpoint: boolean,
  profile: string | undefined,
): Promise<{ readonly client: Sdk.ECRClient; readonly ecr: typeof Sdk }> {
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const ecr = await import("@aws-sdk/client-ecr");
  const client = new ecr.ECRClient({
    region,
    useFipsEndpoint,
    ...(profile === undefined ? {} : { profile }),
  });
  return { client, ecr };
}

/** How ECR spells that there is no prefix. */
const atRoot = (prefix: string | undefined): boolean => prefix === undefined || prefix === "ROOT";

function storedManifest(answer: Sdk.BatchGetImageResponse | undefined): StoredManifest | undefined {
  const [image] = answer?.images ?? [];
  const digest = image?.imageId?.imageDigest;
  if (digest === undefined || image?.imageManifest === undefined) return undefined;
  return { digest, body: JSON.parse(image.imageManifest) as unknown };
}

const ABSENT = new Set(["RepositoryNotFoundException", "ImageNotFoundException", "LayersNotFoundException"]);

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && ABSENT.has(error.name)) return undefined;
    throw asUnreadable(error);
  }
}

async function readable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw asUnreadable(error);
  }
}

function asUnreadable(error: unknown): Unreadable {
  if (error instanceof Unreadable) return error;
  const { name, message } = error as Error;
  return new Unreadable(message === "" ? name : `${name}: ${message}`.replace(/[.\s]+$/, ""));
}
