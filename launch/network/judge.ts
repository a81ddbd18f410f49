import { isUnknown } from "../known";
import type { Launch } from "../launch";
import type { CloudModel } from "../model/cloud-model";
import type { Subnet } from "../model/network";
import type { Settings } from "../settings";
import { unknown } from "../verdict";
import { callerOf, type Caller } from "./caller";
import { groupResults } from "./caller-groups";
import { fileSystemAnswers } from "./file-systems";
import { whyOpen } from "./links";
import { loadBalancerAnswers } from "./load-balancer";
import { needsOf } from "./needs";
import { pathsFrom, type Scene } from "./paths";
import {
  listed,
  listServices,
  soften,
  summarise,
  type NetworkAnswer,
  type Result,
  type SubjectOf,
} from "./result";

interface Memo {
  readonly model: CloudModel;
  readonly settings: Settings;
  readonly answers: readonly NetworkAnswer[];
}

const memo = new WeakMap<Launch, Memo>();

/** Whether the launch reaches over the network what its start needs; judged once, however many rules ask. */
export function networkAnswers(
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): readonly NetworkAnswer[] {
  const known = memo.get(launch);
  if (known !== undefined && known.model === model && known.settings === settings) return known.answers;
  const answers = [
    ...judge(launch, model, settings),
    ...loadBalancerAnswers(launch, model, settings),
    ...fileSystemAnswers(launch, model, settings),
  ];
  memo.set(launch, { model, settings, answers });
  return answers;
}

/** Those of one rule. */
export function answersOf(
  rule: string,
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): readonly NetworkAnswer[] {
  return networkAnswers(launch, model, settings).filter((answer) => answer.rule === rule);
}

function judge(launch: Launch, model: CloudModel, settings: Settings): readonly NetworkAnswer[] {
  const caller = callerOf(launch, model);
  if (caller === undefined) return [];
  const needs = needsOf(launch, model);
  if (needs.services.length === 0) return [];
  if (isUnknown(caller)) {
    const site = launch.site?.ref ?? launch.taskDefinition.ref;
    const subject = `${site.name} reaches ${listServices(needs.services)}`;
    return [{ rule: "egress-path-exists", subject, resource: site, verdict: unknown(caller.because) }];
  }
  const scene: Scene = { launch, model, settings, caller, needs };
  const { certain, possible } = caller.subnets;
  const seen = (ids: readonly string[]): Subnet[] => ids.flatMap((id) => model.network.subnets.get(id) ?? []);
  const results = [
    ...seen(certain).flatMap((subnet) => pathsFrom(subnet, scene)),
    ...ofPossible(seen(possible), certain.length, scene),
    ...openSubnets(scene),
    ...groupResults(seen([...certain, ...possible]), scene),
  ];
  return summarise(results, subjectOf(caller));
}

/** One of several subnets that may be meant counts only if all of them break. */
function ofPossible(subnets: readonly Subnet[], certain: number, scene: Scene): Result[] {
  const results = subnets.map((subnet) => pathsFrom(subnet, scene));
  const all =
    results.length > 0 &&
    certain === 0 &&
    results.every((each) => each.some(({ verdict }) => verdict.is === "unmet"));
  if (all) return results.flat();
  const because = "which of the subnets are meant is known only once deployed";
  return results.flat().map((result) => ({ ...result, verdict: soften(result.verdict, because) }));
}

/** Subnets that are not in view: unknown, said once. */
function openSubnets({ caller, needs }: Scene): Result[] {
  const why = whyOpen({ ...caller.subnets, possible: [] }, "subnet");
  if (why === undefined) return [];
  return needs.services.map((service) => ({
    rule: "egress-path-exists",
    resource: caller.site.ref,
    subnet: undefined,
    service,
    verdict: unknown(why),
  }));
}

function subjectOf({ site, who }: Caller): SubjectOf {
  const caller = `${who === "task" ? "tasks" : "instances"} of ${site.ref.name}`;
  return ({ rule, resource, subnets, services }) => {
    const from =
      subnets.length === 0 ? caller : `subnet${subnets.length === 1 ? "" : "s"} ${listed(subnets)}`;
    const reach = `${from} ${subnets.length === 1 ? "reaches" : "reach"} ${services}`;
    switch (rule) {
      case "egress-path-exists":
        return reach;
      case "public-ip-assigned":
        return `${caller} have a public address, with which ${reach}`;
      case "endpoint-set-complete":
        return `${resource.name} has the endpoints through which ${reach}`;
      case "s3-gateway-endpoint-associated":
        return `endpoint ${resource.name} is associated with the route table through which ${reach}`;
      case "endpoint-private-dns":
        return `private DNS leads to ${resource.name}, so that ${reach}`;
      case "endpoint-accepts-tasks":
        return `${resource.name} admits ${caller}, so that ${reach}`;
      case "endpoint-policy-allows":
        return `the policy of ${resource.name} lets a start through, so that ${reach}`;
      case "security-group-allows-https":
        return `${resource.name} lets HTTPS out, so that ${caller} reach ${services}`;
      case "network-acl-allows":
        return `${resource.name} lets HTTPS pass both ways, so that ${reach}`;
    }
  };
}
