import { isUnknown } from "../known";
import type { Launch } from "../launch";
import type { CloudModel } from "../model/cloud-model";
import type { Subnet } from "../model/network";
import type { Settings } from "../settings";
import { unknown } from "../verdict";
import type { Caller } from "./caller";
import { callsOf, type Call } from "./callers";
import { groupResults } from "./caller-groups";
import { fileSystemAnswers } from "./file-systems";
import { loadBalancerAnswers } from "./load-balancer";
import { resultsOfInstances } from "./instance-results";
import { needsOf } from "./needs";
import { pathsOf, type NetworkPath } from "./network-paths";
import type { Service } from "./services";
import { openSubnets, pathsFrom } from "./paths";
import { seenBy, type Scene } from "./scene";
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
  readonly paths: readonly NetworkPath[];
}

const memo = new WeakMap<Launch, Memo>();

/** Whether the launch reaches over the network what its start needs; judged once, however many rules ask. */
export function networkAnswers(
  launch: Launch,
  model: CloudModel,
  settings: Settings,
): readonly NetworkAnswer[] {
  return judged(launch, model, settings).answers;
}

/** The paths that the answers rest on, one per caller, subnet and service. */
export function networkPaths(launch: Launch, model: CloudModel, settings: Settings): readonly NetworkPath[] {
  return judged(launch, model, settings).paths;
}

function judged(launch: Launch, model: CloudModel, settings: Settings): Memo {
  const known = memo.get(launch);
  if (known !== undefined && known.model === model && known.settings === settings) return known;
  const { answers, paths } = judge(launch, model, settings);
  const made: Memo = {
    model,
    settings,
    answers: [
      ...answers,
      ...loadBalancerAnswers(launch, model, settings),
      ...fileSystemAnswers(launch, model, settings),
    ],
    paths,
  };
  memo.set(launch, made);
  return made;
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

function judge(launch: Launch, model: CloudModel, settings: Settings): Pick<Memo, "answers" | "paths"> {
  const calls = callsOf(launch, model);
  if (calls === undefined) return { answers: [], paths: [] };
  if (isUnknown(calls)) {
    const { services } = needsOf(launch, model);
    return { answers: services.length === 0 ? [] : [open(launch, services, calls.because)], paths: [] };
  }
  const sceneOf = ({ caller, needs }: Call): Scene => ({ launch, model, settings, caller, needs });
  const byCaller = [
    ...calls.tasks
      .map(sceneOf)
      .filter(({ needs }) => needs.services.length > 0)
      .map((scene) => ({ scene, results: resultsOfTask(scene) })),
    ...resultsOfInstances(calls.instances.map(sceneOf), calls.open),
  ];
  return {
    answers: [
      ...byCaller.flatMap(({ scene, results }) => summarise(results, subjectOf(scene.caller))),
      ...(calls.open === undefined ? [] : [open(launch, needsOf(launch, model).services, calls.open)]),
    ],
    paths: byCaller.flatMap(({ scene, results }) => pathsOf(scene, results)),
  };
}

/** Who asks is not in view: unknown, said once. */
function open(
  { site, taskDefinition }: Launch,
  services: readonly Service[],
  because: string,
): NetworkAnswer {
  const resource = site?.ref ?? taskDefinition.ref;
  const subject = `${resource.name} reaches ${listServices(services)}`;
  return { rule: "egress-path-exists", subject, resource, verdict: unknown(because) };
}

function resultsOfTask(scene: Scene): Result[] {
  const { certain, possible } = scene.caller.subnets;
  const seen = seenBy(scene);
  return [
    ...seen(certain).flatMap((subnet) => pathsFrom(subnet, scene)),
    ...ofPossible(seen(possible), certain.length, scene),
    ...openSubnets(scene),
    ...groupResults(seen([...certain, ...possible]), scene),
  ];
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

function subjectOf({ ref, who }: Caller): SubjectOf {
  const caller = `${who === "task" ? "tasks" : "instances"} of ${ref.name}`;
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
