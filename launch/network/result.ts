import type { Kind, Level } from "../launch";
import type { Subnet } from "../model/network";
import type { ResourceRef } from "../reference";
import { all, unknown, type Verdict } from "../verdict";
import { nameOf, type Service } from "./services";

export type NetworkRule =
  | "egress-path-exists"
  | "public-ip-assigned"
  | "endpoint-set-complete"
  | "s3-gateway-endpoint-associated"
  | "endpoint-private-dns"
  | "endpoint-accepts-tasks"
  | "endpoint-policy-allows"
  | "security-group-allows-https"
  | "network-acl-allows";

/** One service from one subnet, judged under the rule that owns its weakest link. */
export interface Result {
  readonly rule: NetworkRule;
  readonly resource: ResourceRef;
  readonly subnet: Subnet | undefined;
  readonly service: Service;
  readonly verdict: Verdict;
  readonly remedy?: string | undefined;
}

/** A requirement of a launch on its network. */
export interface NetworkAnswer {
  readonly rule: string;
  readonly subject: string;
  readonly resource: ResourceRef;
  readonly verdict: Verdict;
  readonly level?: Level;
  readonly kind?: Kind;
  readonly stoppedReason?: string;
  readonly remedy?: string;
}

/** How the requirement reads, by rule, for these subnets and services. */
export type SubjectOf = (group: {
  readonly rule: NetworkRule;
  readonly resource: ResourceRef;
  readonly subnets: readonly string[];
  readonly services: string;
}) => string;

/** One answer per rule, resource and importance: a cause that several subnets or services share is said once. */
export function summarise(results: readonly Result[], subjectOf: SubjectOf): NetworkAnswer[] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const key = [result.rule, result.resource.id, result.resource.name, result.service.optional].join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [answerOf(first, group, subjectOf)];
  });
}

function answerOf(first: Result, group: readonly Result[], subjectOf: SubjectOf): NetworkAnswer {
  const broken = group.filter(({ verdict }) => verdict.is === "unmet");
  const decisive = broken.length > 0 ? broken : group;
  const [cause = first] = decisive;
  const subnets = unique(group.flatMap(({ subnet }) => (subnet === undefined ? [] : [subnet.ref.name])));
  const { rule, resource } = first;
  return {
    rule,
    resource,
    subject: subjectOf({
      rule,
      resource,
      subnets,
      services: listServices(group.map(({ service }) => service)),
    }),
    verdict: joined(decisive),
    ...(first.service.optional ? { level: "advisory" } : {}),
    stoppedReason: cause.service.stoppedReason,
    ...(cause.remedy === undefined ? {} : { remedy: cause.remedy }),
  };
}

/** All causes of the same kind: subnets that break alike are named together. */
function joined(results: readonly Result[]): Verdict {
  const verdict = all(results.map((result) => result.verdict));
  if (verdict.is !== "unmet") return verdict;
  return { is: "unmet", because: unique(results.map((result) => result.verdict.because)).join("; ") };
}

/** "ecr.api, ecr.dkr and s3 in eu-west-1, docker.io". */
export function listServices(services: readonly Service[]): string {
  const byRegion = new Map<string, string[]>();
  const others: string[] = [];
  for (const service of services) {
    if (service.kind !== "aws") {
      if (!others.includes(nameOf(service))) others.push(nameOf(service));
      continue;
    }
    const region = typeof service.region === "string" ? service.region : "";
    const names = byRegion.get(region) ?? [];
    if (!names.includes(service.name)) names.push(service.name);
    byRegion.set(region, names);
  }
  const regional = [...byRegion].map(
    ([region, names]) => `${listed(names)}${region === "" ? "" : ` in ${region}`}`,
  );
  return [...regional, ...others].join(", ");
}

export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

export const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** Unmet as a suspicion, where it is not certain that the subnet or service is used. */
export function soften(verdict: Verdict, because: string): Verdict {
  return verdict.is === "unmet" ? unknown(because, verdict.because) : verdict;
}
