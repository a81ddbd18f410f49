import data from "../data/ecr-hosts.json";

/** An image as ECS pulls it. */
export interface ImageReference {
  readonly registry: ImageRegistry;
  /** Without host: `team/api`; an official image of Docker Hub is `library/nginx`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:…`; what is pulled when a tag is given, too. */
  readonly digest: string | undefined;
}

export type ImageRegistry =
  EcrRegistry | { readonly kind: "ecr-public" | "docker-hub" | "other"; readonly host: string };

/** A private registry of ECR. */
export interface EcrRegistry {
  readonly kind: "ecr";
  readonly host: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  readonly fips: boolean;
  /** Answers over IPv6, too. */
  readonly dualStack: boolean;
}

/** Why a text is no image reference; completes "the image …". Quotes nothing of the text but its host. */
export interface ImageFault {
  readonly fault: string;
}

/**
 * Reads `[host/]repository[:tag][@digest]`, as the container runtimes do.
 * https://pkg.go.dev/github.com/distribution/reference
 */
export function parseImage(image: string): ImageReference | ImageFault {
  const strange = strangeness(image);
  if (strange !== undefined) return { fault: strange };
  const at = image.indexOf("@");
  const digest = at < 0 ? undefined : image.slice(at + 1);
  const tagged = at < 0 ? image : image.slice(0, at);
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  const tag = colon < 0 ? undefined : tagged.slice(colon + 1);
  const name = colon < 0 ? tagged : tagged.slice(0, colon);
  const { host, path } = splitHost(name);
  const fault = hostFault(host) ?? pathFault(path) ?? tagFault(tag) ?? digestFault(digest);
  if (fault !== undefined) return { fault };
  const registry = registryOf(host);
  if ("fault" in registry) return registry;
  const repository = registry.kind === "docker-hub" && !path.includes("/") ? `library/${path}` : path;
  return { registry, repository, tag, digest };
}

/** The reference, or `undefined` where the text is none (`image-reference-valid` says so). */
export function imageReference(image: string): ImageReference | undefined {
  const parsed = parseImage(image);
  return "fault" in parsed ? undefined : parsed;
}

const DOCKER_HUB = "docker.io";
const DOCKER_HUB_HOSTS = new Set([DOCKER_HUB, "index.docker.io"]);
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const HOST =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
/** Of the name, and of the whole reference before its digest. */
const MOST_CHARACTERS = 255;

/** What gives away a text that was never filled in, before the grammar calls it something less helpful. */
function strangeness(image: string): string | undefined {
  if (image === "") return "is empty";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(image)) return "starts with a scheme, and a reference has none";
  if (/[<>]|\$\{|\{\{|\$\(/.test(image)) return "still holds a placeholder";
  if (/\s/.test(image)) return "holds white space";
  return undefined;
}

/** A first part without dot, colon or upper case is no host but belongs to the repository on Docker Hub. */
function splitHost(name: string): { readonly host: string; readonly path: string } {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  if (slash < 0 || !isHost) return { host: DOCKER_HUB, path: name };
  return { host: first, path: name.slice(slash + 1) };
}

function hostFault(host: string): string | undefined {
  return HOST.test(host) ? undefined : `has ${host} for a registry, which is no host name`;
}

function pathFault(path: string): string | undefined {
  if (path === "") return "names no repository";
  if (path.length > MOST_CHARACTERS) return `has a name of more than ${MOST_CHARACTERS} characters`;
  if (path.split("/").some((component) => component === "")) return "has an empty part between two slashes";
  if (/[A-Z]/.test(path)) return "has upper case letters in its repository name";
  if (path.split("/").every((component) => COMPONENT.test(component))) return undefined;
  return /[^a-z0-9._/-]/.test(path)
    ? "holds characters that no repository name has"
    : "has a part that begins, ends or continues with separators";
}

function tagFault(tag: string | undefined): string | undefined {
  if (tag === undefined || TAG.test(tag)) return undefined;
  if (tag === "") return "ends with a colon, but no tag follows";
  if (tag.length > 128) return "has a tag of more than 128 characters";
  return "has a tag with characters that no tag has";
}

function digestFault(digest: string | undefined): string | undefined {
  if (digest === undefined) return undefined;
  const [algorithm = "", hex, ...rest] = digest.split(":");
  const length = DIGEST_LENGTHS[algorithm];
  if (length === undefined || hex === undefined || rest.length > 0)
    return "has a digest that is not sha256:…";
  if (hex.length !== length)
    return `has a digest of ${hex.length} characters, and ${algorithm} has ${length}`;
  return /^[a-f0-9]+$/.test(hex) ? undefined : "has a digest with other characters than 0-9 and a-f";
}

const ECR_HOST = /^([^.]+)\.dkr[.-]ecr(-fips)?\.([a-z0-9-]+)\.(.+)$/;

function registryOf(host: string): ImageRegistry | ImageFault {
  if (DOCKER_HUB_HOSTS.has(host)) return { kind: "docker-hub", host: DOCKER_HUB };
  if (data.public.includes(host)) return { kind: "ecr-public", host };
  const [, account, fips, region, suffix] = ECR_HOST.exec(host.toLowerCase()) ?? [];
  const known = data.suffixes.find((candidate) => candidate.suffix === suffix);
  if (account === undefined || region === undefined || known === undefined) return { kind: "other", host };
  if (!/^\d{12}$/.test(account)) {
    return { fault: `is in the ECR registry ${account}, and account numbers have twelve digits` };
  }
  const partition =
    known.partition === "aws" && region.startsWith("us-gov-") ? "aws-us-gov" : known.partition;
  return {
    kind: "ecr",
    host,
    account,
    region,
    partition,
    fips: fips !== undefined,
    dualStack: "dualStack" in known && known.dualStack,
  };
}
