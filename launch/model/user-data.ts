import { isUnknown, Unknown, type Known } from "../known";
import { isEcsImage, type InstancePool } from "./instances";

/** How user data names the cluster: the agent's configuration, Windows, Bottlerocket. */
const NAMED = [
  /\bECS_CLUSTER\s*=\s*["']?([^\s"';>|&\\]+)/g,
  /-Cluster\s+["']?([^\s"';]+)/g,
  /^\s*"?cluster"?\s*=\s*["']([^"']+)["']/gm,
];

const COMMENT = /^[ \t]*#(?!!).*$/gm;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html (clusterName) */
const NAME = /^[\w-]{1,255}$/;

/** Whatever of it may name a cluster in a way that is not read: scripts, other files of the agent. */
const MAY_NAME = /ecs|:\/\/|\.sh\b|cluster/i;

/**
 * The cluster that instances join by their user data, `default` if nothing names one.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html
 *
 * @returns unknown where a script or the image may name it, where the name is made when the instance starts, or where
 * several are named
 */
export function clusterIn(pool: InstancePool): Known<string> {
  const known = read.get(pool);
  if (known !== undefined) return known;
  const found = find(pool);
  read.set(pool, found);
  return found;
}

/** Each pool is read once, however many launches ask. */
const read = new WeakMap<InstancePool, Known<string>>();

function find({ userData, image, template }: InstancePool): Known<string> {
  if (isUnknown(userData)) return userData;
  const named = namesIn(userData ?? "");
  const [first, ...others] = named;
  if (first === undefined) {
    const isPlain = isEcsImage(image) && !MAY_NAME.test(userData ?? "");
    return isPlain ? "default" : new Unknown("the image or a script of the user data may name it");
  }
  if (others.length > 0)
    return new Unknown(`the user data of ${template.name} names several clusters: ${named.join(", ")}`);
  if (first.startsWith("arn:"))
    return new Unknown(`the user data of ${template.name} names its cluster by ARN: ${first}`);
  return NAME.test(first) ? first : new Unknown("the name in the user data is made when the instance starts");
}

/** Whether nothing in the user data is read as the name of a cluster. */
export const namesNone = ({ userData }: InstancePool): boolean =>
  !isUnknown(userData) && namesIn(userData ?? "").length === 0;

function namesIn(userData: string): readonly string[] {
  const script = userData.replaceAll(COMMENT, "");
  const found = NAMED.flatMap((pattern) => [...script.matchAll(pattern)].map(([, name]) => name ?? ""));
  return [...new Set(found)];
}
