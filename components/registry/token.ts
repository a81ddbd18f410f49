import { Unreadable } from "./repository";

/**
 * The header for an anonymous reader, as the registry's challenge says where to get it.
 * https://distribution.github.io/distribution/spec/auth/token/
 * @param challenge the header `WWW-Authenticate`
 * @throws {Unreadable} where it asks for credentials
 */
export async function anonymousToken(
  challenge: string,
  repository: string,
  get: (url: string) => Promise<Response>,
): Promise<string> {
  const { realm, service, scope } = parameters(challenge);
  if (!/^bearer\s/i.test(challenge) || realm === undefined || !URL.canParse(realm))
    throw new Unreadable("it asks for credentials");
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set("service", service);
  url.searchParams.set("scope", scope ?? `repository:${repository}:pull`);
  const response = await get(url.href);
  if (!response.ok) throw new Unreadable(`it gives no token without credentials (HTTP ${response.status})`);
  const body = (await response.json().catch(() => ({}))) as {
    readonly token?: string;
    readonly access_token?: string;
  };
  const token = body.token ?? body.access_token;
  if (token === undefined) throw new Unreadable("its token service gives no token");
  return `Bearer ${token}`;
}

function parameters(challenge: string): Readonly<Record<string, string>> {
  const pairs = challenge.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g);
  return Object.fromEntries(
    [...pairs].map(([, name = "", quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? ""]),
  );
}
