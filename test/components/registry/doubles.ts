import { createHash } from "node:crypto";
import * as http from "node:http";
import type { AddressInfo } from "node:net";

/** A server on this machine that answers what the table says; anything else is 404. */
export interface Double {
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** What was asked, such as `GET /v2/`. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function serve(
  answer: (request: http.IncomingMessage, body: string) => Answer | undefined,
): Promise<Double> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const target = request.headers["x-amz-target"];
      asked.push(
        `${request.method ?? ""} ${request.url ?? ""}${target === undefined ? "" : ` ${String(target)}`}`,
      );
      const { status = 200, headers = {}, text } = answer(request, body) ?? { status: 404, text: "{}" };
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { host, asked, close };
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string;
}

export const digestOf = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;

export interface StoredRepository {
  /** Text of the manifest or index by tag. */
  readonly tags: Readonly<Record<string, string>>;
  /** Text by digest. */
  readonly blobs?: Readonly<Record<string, string>>;
}

/** An index whose entries are for these platforms, such as `linux/amd64` or `windows/amd64 10.0.20348.1`. */
export function index(...platforms: readonly string[]): string {
  return JSON.stringify({
    schemaVersion: 2,
    manifests: platforms.map((text) => {
      const [name = "", version] = text.split(" ");
      const [os, architecture, variant] = name.split("/");
      return {
        digest: digestOf(text),
        platform: { os, architecture, variant, ...(version === undefined ? {} : { "os.version": version }) },
      };
    }),
  });
}

/** A single image and its configuration. */
export function image(os: string, architecture: string): StoredRepository & { readonly text: string } {
  const config = JSON.stringify({ os, architecture });
  const text = JSON.stringify({ schemaVersion: 2, config: { digest: digestOf(config) } });
  return { text, tags: {}, blobs: { [digestOf(config)]: config } };
}

/**
 * A public registry. It wants an anonymous token first, and lists two tags a page.
 * Under `private` it gives no token, as registries do for what is private or not there.
 */
export function startRegistry(repositories: Readonly<Record<string, StoredRepository>>): Promise<Double> {
  let host = "";
  const started = serve((request) => {
    const url = new URL(request.url ?? "/", `http://${host}`);
    if (url.pathname === "/token") {
      const scope = url.searchParams.get("scope") ?? "";
      if (scope.includes(":private")) return { status: 401, text: "{}" };
      return { text: JSON.stringify({ token: `for ${scope}` }) };
    }
    const [, name = "", kind = "", reference = ""] =
      /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(url.pathname) ?? [];
    const scope = `repository:${name}:pull`;
    if (request.headers.authorization !== `Bearer for ${scope}`) {
      const challenge = `Bearer realm="http://${host}/token",service="double",scope="${scope}"`;
      return { status: 401, headers: { "www-authenticate": challenge }, text: "{}" };
    }
    const repository = repositories[name];
    if (repository === undefined) return undefined;
    if (kind === "blobs") return found(repository.blobs?.[reference]);
    if (kind === "manifests") return found(repository.tags[reference]);
    const all = Object.keys(repository.tags);
    const from = Number(url.searchParams.get("from") ?? "0");
    const next = `</v2/${name}/tags/list?from=${from + 2}>; rel="next"`;
    return {
      headers: from + 2 < all.length ? { link: next } : {},
      text: JSON.stringify({ name, tags: all.slice(from, from + 2) }),
    };
  });
  return started.then((double) => {
    host = double.host;
    return double;
  });
}

const found = (text: string | undefined): Answer | undefined => (text === undefined ? undefined : { text });

export interface EcrContent {
  /** By `account/repository`. */
  readonly repositories: Readonly<Record<string, StoredRepository>>;
  /** Pull-through cache rules; undefined: the caller may not read them. */
  readonly rules?: readonly {
    readonly ecrRepositoryPrefix: string;
    readonly upstreamRegistryUrl: string;
    readonly upstreamRepositoryPrefix?: string;
  }[];
}

/** An endpoint of the API of ECR. */
export function startEcr({ repositories, rules }: EcrContent): Promise<Double> {
  let host = "";
  const started = serve((request, body) => {
    const blob = /^\/layer\/(.+)\/(sha256:.+)$/.exec(request.url ?? "");
    if (blob !== null) return found(repositories[blob[1] ?? ""]?.blobs?.[blob[2] ?? ""]);
    const action = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const input = JSON.parse(body) as EcrInput;
    if (action === "DescribePullThroughCacheRules")
      return rules === undefined
        ? error("AccessDeniedException", "not authorized to perform: ecr:DescribePullThroughCacheRules")
        : json({ pullThroughCacheRules: rules });
    const key = `${input.registryId}/${input.repositoryName}`;
    const repository = repositories[key];
    if (input.repositoryName.startsWith("forbidden"))
      return error("AccessDeniedException", "not authorized to perform: ecr:BatchGetImage");
    if (repository === undefined) return error("RepositoryNotFoundException", "no such repository");
    const { tags } = repository;
    if (action === "ListImages")
      return json({ imageIds: Object.keys(tags).map((imageTag) => ({ imageTag })) });
    if (action === "GetDownloadUrlForLayer")
      return json({ downloadUrl: `http://${host}/layer/${key}/${input.layerDigest}` });
    const [{ imageTag } = { imageTag: "" }] = input.imageIds;
    const text = tags[imageTag];
    if (text === undefined)
      return json({ images: [], failures: [{ failureCode: "ImageNotFound", failureReason: "not found" }] });
    return json({ images: [{ imageId: { imageDigest: digestOf(text), imageTag }, imageManifest: text }] });
  });
  return started.then((double) => {
    host = double.host;
    return double;
  });
}

interface EcrInput {
  readonly registryId: string;
  readonly repositoryName: string;
  readonly layerDigest: string;
  readonly imageIds: readonly { readonly imageTag: string }[];
}

const json = (body: unknown): Answer => ({ text: JSON.stringify(body) });
const error = (type: string, message: string): Answer => ({
  status: 400,
  text: JSON.stringify({ __type: type, message }),
});
