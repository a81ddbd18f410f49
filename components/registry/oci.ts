import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { anonymousToken } from "./token";
import { MANIFEST_TYPES, Unreadable, type ImageRepository } from "./repository";

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
const PAUSE_MS = 500;
const MOST_PAGES = 20;

/**
 * A repository of a public registry, read without credentials through the distribution API.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export function ociRepository(host: string, name: string): ImageRepository {
  const base = `${baseUrl(host)}/v2/${name}`;
  let authorization: string | undefined;

  async function get(url: string, accept?: string): Promise<Response | undefined> {
    const ask = (): Promise<Response> =>
      request(url, {
        ...(accept === undefined ? {} : { accept }),
        ...(authorization === undefined ? {} : { authorization }),
      });
    let response = await ask();
    const challenge = response.headers.get("www-authenticate");
    if (response.status === 401 && challenge !== null) {
      authorization = await anonymousToken(challenge, name, (of) => request(of, {}));
      response = await ask();
    }
    if (response.status === 404) return undefined;
    if (response.ok) return response;
    throw new Unreadable(refusal(response.status));
  }

  return {
    async manifest(reference) {
      const response = await get(`${base}/manifests/${reference}`, MANIFEST_TYPES.join(", "));
      if (response === undefined) return undefined;
      const text = await response.text();
      // The registry's own header is not taken on trust: what is pinned is what was read.
      const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
      if (reference.startsWith("sha256:") && reference !== digest)
        throw new Unreadable(`what it sent for ${reference} has the digest ${digest}`);
      return { digest, body: parse(text) };
    },
    async blob(digest) {
      const response = await get(`${base}/blobs/${digest}`);
      if (response === undefined) throw new Unreadable(`blob ${digest} is not there`);
      return parse(await response.text());
    },
    async tags() {
      const found: string[] = [];
      let url: string | undefined = `${base}/tags/list?n=1000`;
      for (let page = 0; url !== undefined && page < MOST_PAGES; page++) {
        const response: Response | undefined = await get(url);
        if (response === undefined) break;
        const body = parse(await response.text()) as { readonly tags?: readonly string[] | null } | null;
        found.push(...(body?.tags ?? []));
        const next = /<([^>]+)>;\s*rel="?next"?/.exec(response.headers.get("link") ?? "")?.[1];
        url = next === undefined ? undefined : new URL(next, url).href;
      }
      return found;
    },
  };
}

/** Docker Hub's registry has a name of its own; one on this machine speaks HTTP, as for Docker. */
function baseUrl(host: string): string {
  if (host === "docker.io") return "https://registry-1.docker.io";
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(host) ? `http://${host}` : `https://${host}`;
}

/** Asks again when the registry is busy or out of order for a moment. */
async function request(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
      const passing = response.status === 429 || response.status >= 500;
      if (!passing || attempt === ATTEMPTS) return response;
    } catch (error) {
      if (attempt === ATTEMPTS) throw new Unreadable(reasonOf(error));
    }
    await sleep(PAUSE_MS * 2 ** (attempt - 1));
  }
}

/** `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code || message : message;
}

function refusal(status: number): string {
  if (status === 401 || status === 403)
    return `it refuses to be read without credentials (HTTP ${status}): the repository is private, or does not exist`;
  if (status === 429) return "it answers that too many requests come from here (HTTP 429)";
  return `it answers HTTP ${status}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Unreadable("what it sent is not JSON");
  }
}
