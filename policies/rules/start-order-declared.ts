import { isUnknown, knownOr } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { optionsOf, optionValue } from "../../launch/model/log-options";
import type { CloudModel } from "../../launch/model/cloud-model";
import type { Completion } from "../../launch/model/completion";
import type { LaunchSite } from "../../launch/model/launch-site";
import type { Waits } from "../../launch/model/order";
import { neededPolicies } from "../../launch/model/needed-policies";
import { startsNow } from "../../launch/model/starts-now";
import type { ResourceRef } from "../../launch/reference";
import type { Settings } from "../../launch/settings";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import type { Judgement, Rule } from "../rule";

/** Something the first start needs, made by this program. */
interface Need {
  /** Completes "service api waits for …". */
  readonly what: string;
  readonly made: readonly ResourceRef[];
  /** One of them is enough. */
  readonly anyOf?: boolean;
  /** Those that the start needs for certain; absent: all. */
  readonly certain?: ReadonlySet<string>;
  readonly stoppedReason: string;
  /** Rules that own the deeper cause. */
  readonly secondTo?: readonly string[];
}

const NO_PATH = "ResourceInitializationError: unable to pull secrets or registry auth … i/o timeout";

export const startOrderDeclared: Rule = {
  id: "start-order-declared",
  title: "The service waits for all that its first start needs",
  stage: "rollout",
  kind: "start",
  level: "advisory",
  severity: "medium",
  why: "Pulumi makes at the same time what does not depend on each other, so a service may come before the listener, policy, route or value that its tasks need; its first tasks then fail, or ECS does not make it at all.",
  remedy: "Add what is missing to `dependsOn` of the service.",
  sources: [
    "https://www.pulumi.com/docs/iac/concepts/options/dependson/",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting.html",
  ],
  evidence: "documented",
  stoppedReasons: ["ResourceInitializationError", "CannotPullContainerError"],
  decidedBy: "stack",
  *judge(launch, model, settings) {
    const { site } = launch;
    // What exists has started before; what is run later finds everything made.
    if (site === undefined || (site.kind !== "service" && site.kind !== "start-canary")) return;
    if (!model.isNew(site.ref.id)) return;
    const own = model.waitsOf(site.ref.id);
    const open = startsNow(launch);
    if (open !== undefined && site.desiredCount === 0) return;
    for (const need of needsOf(launch, model, settings)) {
      const made = need.made.filter(({ id }) => model.isNew(id) && !model.waitsOf(id).on.has(site.ref.id));
      if (made.length === 0) continue;
      yield { ...judgeNeed({ ...need, made }, site, own, open), resource: site.ref };
    }
  },
};

function judgeNeed(need: Need, site: LaunchSite, waits: Waits, open: string | undefined): Judgement {
  const { what, made, anyOf, certain, stoppedReason, secondTo = [] } = need;
  const { name } = site.ref;
  const missing = made.filter(({ id }) => !waits.on.has(id));
  const enough = anyOf === true ? missing.length < made.length : missing.length === 0;
  const list = [...new Set(missing.map((ref) => labelOf(ref, name)))].join(", ");
  const because = `nothing makes ${name} wait for ${list}`;
  const unsettled = waits.open ?? open;
  const isCertain = certain === undefined || missing.some(({ id }) => certain.has(id));
  const verdict: Verdict = enough
    ? met("it waits for what makes it")
    : unsettled !== undefined
      ? unknown(unsettled)
      : isCertain
        ? unmet(because)
        : unknown(`whether the start needs what ${list} gives is known after the deployment`, because);
  const [first] = missing;
  const wanted = anyOf === true && first !== undefined ? labelOf(first, name) : list;
  return {
    subject: `${name} waits for ${what}`,
    verdict,
    stoppedReason,
    secondTo,
    ...(wanted === "" ? {} : { remedy: `Add \`dependsOn: [${wanted}]\` to the options of ${name}.` }),
  };
}

/** Its name, with the type where the site has the same name. */
function labelOf({ id, name }: ResourceRef, site: string): string {
  const type = id.split("::").at(-2)?.split(":").at(-1);
  return name === site && type !== undefined ? `${type} ${name}` : name;
}

function* needsOf(launch: Launch, model: CloudModel, settings: Settings): Iterable<Need> {
  const { site, taskDefinition } = launch;
  if (site === undefined) return;
  yield* listenersOf(site, model);
  yield* policiesOf(launch, model, settings);
  yield* logGroupsOf(launch, model);
  const fileSystems = knownOr(taskDefinition.volumes, []).flatMap((volume) => {
    const efs = isUnknown(volume) ? undefined : volume.efs;
    return efs === undefined || isUnknown(efs) ? [] : efs.fileSystem.from;
  });
  // On EC2 it is the instance that pulls and logs, wherever the task's own interface is.
  const network = launch.launchType === "FARGATE" ? networkOf(site) : [];
  const cluster = site.launchType === undefined ? site.cluster.from : [];
  const completions = [...network, ...fileSystems, ...taskDefinition.containersFrom, ...cluster].flatMap(
    (urn) => model.completedBy(urn),
  );
  // What is broken when all is made is no matter of order: its own rule says so, and waiting would not mend it.
  yield* KINDS.map(({ kind, ...rest }): Need => ({
    ...rest,
    made: unique(completions.filter((completion) => completion.kind === kind)),
  }));
}

const WAYS = [
  "egress-path-exists",
  "public-ip-assigned",
  "endpoint-set-complete",
  "s3-gateway-endpoint-associated",
  "endpoint-private-dns",
  "endpoint-accepts-tasks",
  "endpoint-policy-allows",
  "network-acl-allows",
];

const RIGHTS = [
  "execution-role-can-pull",
  "execution-role-can-read-secrets",
  "execution-role-can-read-files",
  "execution-role-can-write-logs",
];

const KINDS: readonly {
  readonly kind: Completion["kind"];
  readonly what: string;
  readonly stoppedReason: string;
  readonly secondTo: readonly string[];
}[] = [
  { kind: "route", what: "the way out of its subnets", stoppedReason: NO_PATH, secondTo: WAYS },
  {
    kind: "endpoint",
    what: "the VPC endpoints that its subnets live on",
    stoppedReason: NO_PATH,
    secondTo: WAYS,
  },
  {
    kind: "security-group-rule",
    what: "the outbound rules of its security groups",
    stoppedReason: NO_PATH,
    secondTo: ["security-group-allows-https"],
  },
  {
    kind: "secret-version",
    what: "the values of its secrets",
    secondTo: ["secret-has-value"],
    stoppedReason:
      "ResourceInitializationError: … Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
  },
  {
    kind: "mount-target",
    what: "the mount targets of its file systems",
    secondTo: ["efs-mountable"],
    stoppedReason: "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes",
  },
  {
    kind: "capacity-providers",
    what: "the capacity providers of its cluster",
    secondTo: ["capacity-provider-available"],
    stoppedReason: "InvalidParameterException",
  },
];

function unique(completions: readonly Completion[]): ResourceRef[] {
  return [...new Map(completions.map(({ ref }) => [ref.id, ref])).values()];
}

function networkOf({ network }: LaunchSite): string[] {
  if (isUnknown(network)) return [...network.from];
  if (network === undefined) return [];
  return [network.subnets, network.securityGroups].flatMap((references) =>
    isUnknown(references) ? references.from : references.flatMap(({ from }) => from),
  );
}

/** A listener that is not there at all, or waits for the service, is `load-balancer-target-matches`. */
function* listenersOf({ loadBalancers }: LaunchSite, model: CloudModel): Iterable<Need> {
  if (isUnknown(loadBalancers)) return;
  for (const { targetGroup } of loadBalancers) {
    const group = model.targetGroups.resolve(targetGroup);
    if (group === undefined || isUnknown(group)) continue;
    yield {
      what: `a listener that leads to target group ${group.ref.name}`,
      made: group.attachedBy,
      anyOf: true,
      stoppedReason: "The target group with targetGroupArn … does not have an associated load balancer.",
    };
  }
}

/** A right that no policy gives is the business of the rules of the role. */
function* policiesOf(launch: Launch, model: CloudModel, settings: Settings): Iterable<Need> {
  const role = model.roles.resolve(launch.taskDefinition.executionRole);
  if (role === undefined || isUnknown(role)) return;
  const attached = neededPolicies(role, launch, model, settings).flatMap(({ policy, certain }) =>
    policy.attachedBy === undefined ? [] : [{ id: policy.attachedBy, certain }],
  );
  yield {
    what: `the policies of its execution role ${role.ref.name}`,
    made: attached.map(({ id }) => ({ id, name: model.nameOf(id) })),
    certain: new Set(attached.filter(({ certain }) => certain).map(({ id }) => id)),
    stoppedReason:
      "ResourceInitializationError: unable to pull secrets or registry auth … AccessDeniedException",
    secondTo: RIGHTS,
  };
}

/** A group whose name the task definition writes out is not waited for, unlike one whose `name` it uses. */
function* logGroupsOf({ taskDefinition }: Launch, model: CloudModel): Iterable<Need> {
  for (const container of knownOr(taskDefinition.containers, [])) {
    const log = isUnknown(container) ? undefined : container.logConfiguration;
    if (log === undefined || isUnknown(log) || log.driver !== "awslogs") continue;
    const options = optionsOf(log);
    const named = optionValue(options, "awslogs-group");
    if (optionValue(options, "awslogs-create-group") === "true" || typeof named !== "string") continue;
    const group = model.logGroups.items.find(({ name }) => name === named);
    if (group === undefined) continue;
    yield {
      what: `log group ${named}`,
      made: [group.ref],
      stoppedReason:
        "ResourceInitializationError: failed to validate logger args: create stream has been retried",
      secondTo: ["log-group-exists"],
    };
  }
}
