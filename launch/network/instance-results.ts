import { groupResults } from "./caller-groups";
import { openSubnets, pathsFrom } from "./paths";
import { seenBy, type Scene } from "./scene";
import { soften, type Result } from "./result";

export interface InstanceResults {
  readonly scene: Scene;
  readonly results: readonly Result[];
}

interface Judged {
  readonly scene: Scene;
  readonly results: readonly Result[];
  /** No instance of it gets what it needs. */
  readonly fails: boolean;
}

/**
 * An instance that reaches nothing never joins the cluster, and ECS places the tasks on others: only what breaks in
 * every subnet of every group keeps them from starting.
 */
export function resultsOfInstances(scenes: readonly Scene[], open: string | undefined): InstanceResults[] {
  const judged = scenes.map(judge);
  const certain = open === undefined && judged.every(({ fails }) => fails);
  const because = open ?? "other instances may run the tasks";
  return judged.map(({ scene, results }) => ({
    scene,
    results: certain ? results : results.map((result) => softened(result, because)),
  }));
}

/** What tasks start without anyway is lost on these instances, whatever others do. */
const softened = (result: Result, because: string): Result =>
  result.service.optional ? result : { ...result, verdict: soften(result.verdict, because) };

function judge(scene: Scene): Judged {
  const { certain, possible } = scene.caller.subnets;
  const subnets = seenBy(scene)([...certain, ...possible]);
  const bySubnet = subnets.map((subnet) => pathsFrom(subnet, scene));
  const unseen = openSubnets(scene);
  const groups = groupResults(subnets, scene);
  return {
    scene,
    results: withoutEchoes([...bySubnet.flat(), ...unseen, ...groups]),
    fails: breaks(groups) || (subnets.length > 0 && unseen.length === 0 && bySubnet.every(breaks)),
  };
}

const breaks = (results: readonly Result[]): boolean =>
  results.some(({ verdict, service }) => verdict.is === "unmet" && !service.optional);

/** What tasks can do without is not told apart where its cause is told already. */
function withoutEchoes(results: readonly Result[]): readonly Result[] {
  const key = ({ rule, resource, verdict }: Result): string => [rule, resource.id, verdict.is].join("\n");
  const told = new Set(results.filter(({ service }) => !service.optional).map(key));
  return results.filter((result) => !result.service.optional || !told.has(key(result)));
}
