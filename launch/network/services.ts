import endpoints from "../data/endpoints.json";
import registries from "../data/public-registries.json";
import { Unknown, type Known } from "../known";
import type { ImageRegistry } from "../model/image";

/** Something that a start has to reach. */
export interface Service {
  /** Last part of the endpoint's name (`ecr.dkr`), or the host of a registry. */
  readonly name: string;
  readonly region: Known<string | undefined>;
  /**
   * `aws`: may be had through an endpoint. `public`: through the internet alone. `open`: nobody knows which registry it is.
   * `host`: a registry that may stand inside the network.
   */
  readonly kind: "aws" | "public" | "host" | "open";
  /** What reads it, as messages name it: "container api's image". */
  readonly reader: string;
  /** TCP port. */
  readonly port: number;
  /** Endpoints of other names or of IPv6 serve it: through an endpoint it is not decided. */
  readonly special: boolean;
  /** Its lack does not keep the task from starting. */
  readonly optional: boolean;
  /** Why it may not be needed at all. */
  readonly perhaps: string | undefined;
  readonly stoppedReason: string;
}

export interface Needs {
  readonly services: readonly Service[];
  /** Why there may be more. */
  readonly open: string | undefined;
}

interface Row {
  readonly host: string;
  readonly stopped: string;
}

const ROWS = endpoints.services as Readonly<Record<string, Row>>;

/** The host names that a private hosted zone would answer for it, without the region's domain. */
export const hostOf = (service: Service): string => ROWS[service.name]?.host ?? service.name;

/** "ecr.dkr in eu-west-1", or the host of a registry. */
export const nameOf = ({ name, kind, region }: Service): string =>
  kind === "aws" && typeof region === "string" ? `${name} in ${region}` : name;

/** The registry that the image's host names. */
export function registryHost({ host }: ImageRegistry, reader: string): Service {
  const [name = host, port] = host.split(":");
  const isPublic = registries.hosts.some((known) =>
    known.startsWith("*.") ? name.endsWith(known.slice(1)) : name === known,
  );
  return {
    ...base(reader),
    name: host,
    region: undefined,
    kind: isPublic ? "public" : "host",
    port: port === undefined ? 443 : Number(port),
    stoppedReason: endpoints.public,
  };
}

/** What a pull from ECR takes: the login, the manifest, and the layers, which lie in S3. */
export function ecr(region: Known<string | undefined>, reader: string, special: boolean): Service[] {
  return ["ecr.api", "ecr.dkr", "s3"].map((name) => ({
    ...aws(name, region, reader),
    special: special && name !== "s3",
  }));
}

/** Whatever the image is, some registry has to be reached. */
export function anyRegistry(because: string): Service {
  return {
    ...base("the image"),
    name: "the registry of its images",
    region: new Unknown(because),
    kind: "open",
    port: 443,
    stoppedReason: endpoints.public,
  };
}

/** A service of AWS that may be had through an endpoint. */
export function aws(name: string, region: Known<string | undefined>, reader: string): Service {
  return {
    ...base(reader),
    name,
    region,
    kind: "aws",
    port: 443,
    stoppedReason: ROWS[name]?.stopped ?? endpoints.public,
  };
}

const base = (reader: string): Pick<Service, "reader" | "special" | "optional" | "perhaps"> => ({
  reader,
  special: false,
  optional: false,
  perhaps: undefined,
});

/** Whether the host's name or address tells that it stands inside a private network. */
export function mayBeInside({ name }: Service): boolean {
  const [host = name] = name.split(":");
  return (
    /^\[?[\d.:]+\]?$/.test(host) ||
    !host.includes(".") ||
    /\.(internal|local|lan|corp|intranet|private|test)$/.test(host)
  );
}
