import { isUnknown, mapKnown, type Known } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { fault, shown, suspect, worstOf, type Answer } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import type { LaunchSite, NetworkConfiguration } from "../../launch/model/launch-site";
import { asksFor, NETWORK_MODES, networkModeOf, registersForFargate } from "../../launch/model/platform";
import type { Reference } from "../../launch/reference";
import { met, unknown, type Verdict } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html */
const MOST_SUBNETS = 16;
const MOST_GROUPS = 5;

const NEEDED = "Network Configuration must be provided when networkMode 'awsvpc' is specified.";
const NOT_VALID = "Network Configuration is not valid for the given networkMode of this task definition.";
const ONLY_AWSVPC = "Fargate only supports network mode ‘awsvpc’.";
const NO_ROLE = "You cannot specify an IAM role for services that require a service linked role.";

export const networkConfigurationMatches: Rule = {
  id: "network-configuration-matches",
  title: "Network mode, launch type and network configuration agree",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "A task in awsvpc mode gets a network interface of its own, so whoever launches it must say in which subnets; tasks in other modes cannot have one, and Fargate has no other mode.",
  remedy:
    "Set `networkMode` to `awsvpc` and give the launch site a `networkConfiguration` with subnets, or leave both out on EC2.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
  ],
  evidence: "observed",
  stoppedReasons: [NEEDED, NOT_VALID, ONLY_AWSVPC, NO_ROLE],
  decidedBy: "resource",
  *judge(launch, model) {
    const { taskDefinition, site } = launch;
    yield {
      subject: `network mode of ${taskDefinition.ref.name} fits its launch type`,
      ...judgeMode(launch),
    };
    yield* judgePortsWithoutNetwork(launch);
    if (site === undefined) return;
    yield {
      subject: `network configuration of ${site.ref.name} fits the network mode of its tasks`,
      resource: site.ref,
      ...judgeConfiguration(site, launch),
    };
    yield* judgeClassicBalancer(site, launch);
    yield* judgeServiceRole(site, launch, model);
  },
};

function judgeMode(launch: Launch): Answer {
  const given = launch.taskDefinition.networkMode;
  const fargate = registersForFargate(launch);
  const mode = networkModeOf(launch);
  if (isUnknown(mode)) return { verdict: unknown(mode.because) };
  if (fargate === true && mode !== "awsvpc") {
    const said =
      given === undefined ? "networkMode is left out, which means bridge" : `networkMode is ${mode}`;
    return fault(`${said}, and Fargate has awsvpc only`, {
      stoppedReason: ONLY_AWSVPC,
      remedy: 'Set `networkMode: "awsvpc"`.',
    });
  }
  if (!NETWORK_MODES.includes(mode)) {
    return suspect(
      `whether ECS knows a network mode ${mode} is not certain`,
      `the API's modes are ${NETWORK_MODES.join(", ")}, not ${mode}`,
    );
  }
  if (fargate === true) return { verdict: met("networkMode is awsvpc, as Fargate wants it") };
  const external = launch.launchType === "EXTERNAL" || asksFor(launch, "EXTERNAL");
  if (mode === "awsvpc" && external === true && fargate === false) {
    return fault("networkMode is awsvpc, which external instances do not have", {
      remedy: "Set `networkMode` to `bridge`, `host` or `none`.",
    });
  }
  const open = [fargate, external, launch.launchType].find(isUnknown);
  if (isUnknown(open)) return { verdict: unknown(open.because) };
  return { verdict: met(`${shown(launch.launchType)} has network mode ${mode}`) };
}

function* judgePortsWithoutNetwork(launch: Launch): Iterable<Judgement> {
  if (networkModeOf(launch) !== "none") return;
  yield* eachContainer(
    launch,
    "no ports are mapped in network mode none",
    function* ({ portMappings }, name) {
      const subject = `container ${name} maps no ports in network mode none`;
      if (isUnknown(portMappings)) yield { subject, verdict: unknown(portMappings.because) };
      else if (portMappings.length === 0) yield { subject, verdict: met("it maps none") };
      else {
        yield {
          subject,
          ...fault(`it maps ${portMappings.length === 1 ? "a port" : `${portMappings.length} ports`}`, {
            remedy: "Leave `portMappings` out, or choose another network mode.",
          }),
        };
      }
    },
  );
}

/** On Fargate the mode can only be awsvpc; a wrong one is another requirement's fault. */
function modeAt(launch: Launch): Known<string> {
  const fargate = registersForFargate(launch);
  if (fargate === true) return "awsvpc";
  return mapKnown(networkModeOf(launch), (mode) =>
    isUnknown(fargate) && mode !== "awsvpc" ? fargate : mode,
  );
}

function judgeConfiguration(site: LaunchSite, launch: Launch): Answer {
  const { network } = site;
  const mode = modeAt(launch);
  if (isUnknown(network)) return { verdict: unknown(network.because) };
  if (network === undefined) return judgeAbsence(site, mode);
  const parts = worstOf(
    [
      judgeSubnets(network.subnets),
      judgeCount(network.securityGroups, MOST_GROUPS, "security groups"),
      judgePublicIp(network, site, launch),
    ],
    "it names subnets for the tasks",
  );
  if (parts.verdict.is === "unmet" || mode === "awsvpc") return parts;
  if (isUnknown(mode)) return { verdict: unknown(mode.because) };
  if (!NETWORK_MODES.includes(mode)) return { verdict: unknown(`networkMode is ${mode}`) };
  return fault(`${site.ref.name} has a networkConfiguration, and the network mode is ${mode}`, {
    stoppedReason: NOT_VALID,
    remedy: `Set \`networkMode: "awsvpc"\`, or take \`networkConfiguration\` out of ${site.ref.name}.`,
  });
}

function judgeAbsence(site: LaunchSite, mode: Known<string>): Answer {
  if (isUnknown(mode)) return { verdict: unknown(mode.because) };
  if (mode !== "awsvpc") return { verdict: met(`network mode ${mode} needs none`) };
  if (site.kind === "start-canary") {
    return { verdict: unknown(`${site.ref.name} may take it from the service it stands for`) };
  }
  return fault(`${site.ref.name} has no networkConfiguration, and the network mode is awsvpc`, {
    stoppedReason: NEEDED,
    remedy: `Give ${site.ref.name} a \`networkConfiguration\` with the subnets of the tasks.`,
  });
}

function judgeSubnets(subnets: NetworkConfiguration["subnets"]): Answer {
  if (!isUnknown(subnets) && subnets.length === 0) {
    return fault("the list of subnets is empty", {
      stoppedReason: "subnets can not be empty.",
      remedy: "Name at least one subnet in `networkConfiguration.subnets`.",
    });
  }
  return judgeCount(subnets, MOST_SUBNETS, "subnets");
}

function judgeCount(references: Known<readonly Reference[]>, most: number, what: string): Answer {
  if (isUnknown(references)) return { verdict: unknown(references.because) };
  const texts = references.map(({ text }) => text);
  const known = new Set(texts.filter((text) => typeof text === "string"));
  if (known.size > most) {
    return fault(`${known.size} ${what} are named, and ECS takes ${most}`, {
      stoppedReason: "InvalidParameterException",
      remedy: `Name at most ${most} ${what}.`,
    });
  }
  const verdict: Verdict =
    texts.length > most
      ? unknown(`whether the ${texts.length} ${what} are different ones is known after the deployment`)
      : met(`${texts.length} ${what} are not too many`);
  return { verdict };
}

function judgePublicIp({ assignPublicIp }: NetworkConfiguration, site: LaunchSite, launch: Launch): Answer {
  const fine: Answer = { verdict: met("a public address is not asked for where there is none") };
  if (assignPublicIp !== true) {
    return isUnknown(assignPublicIp) && launch.launchType !== "FARGATE"
      ? { verdict: unknown(assignPublicIp.because) }
      : fine;
  }
  if (launch.launchType === "FARGATE") return fine;
  if (isUnknown(launch.launchType)) return { verdict: unknown(launch.launchType.because) };
  const remedy = "Leave `assignPublicIp` out.";
  if (site.launchType === launch.launchType) {
    return fault(`assignPublicIp is on, which launch type ${launch.launchType} does not have`, {
      stoppedReason: "Assign public IP is not supported for this launch type.",
      remedy,
    });
  }
  return suspect(
    `the capacity providers of ${site.ref.name} are not all of them Auto Scaling groups for certain`,
    "assignPublicIp is on, which only Fargate has",
    remedy,
  );
}

function* judgeClassicBalancer(site: LaunchSite, launch: Launch): Iterable<Judgement> {
  if (isUnknown(site.loadBalancers)) return;
  const names = site.loadBalancers.map(({ classicName }) => classicName).filter((name) => name !== undefined);
  for (const name of names) {
    const mode = modeAt(launch);
    const subject = `${isUnknown(name) ? `a load balancer of ${site.ref.name}` : `Classic load balancer ${name}`} can reach tasks in their network mode`;
    const open = [mode, name].find(isUnknown);
    if (isUnknown(open)) yield { subject, resource: site.ref, verdict: unknown(open.because) };
    else if (mode !== "awsvpc")
      yield { subject, resource: site.ref, verdict: met(`the network mode is ${shown(mode)}`) };
    else {
      yield {
        subject,
        resource: site.ref,
        ...fault("the network mode is awsvpc, which Classic load balancers do not serve", {
          stoppedReason:
            launch.launchType === "FARGATE"
              ? "Classic Load Balancers are not supported with Fargate."
              : "InvalidParameterException",
          remedy: "Use an Application or Network Load Balancer with a target group of type `ip`.",
        }),
      };
    }
  }
}

function* judgeServiceRole(site: LaunchSite, launch: Launch, model: CloudModel): Iterable<Judgement> {
  const { serviceRole, loadBalancers } = site;
  if (site.kind !== "service" || serviceRole.text === undefined) return;
  // What AWS reports of an existing service that names none.
  if (typeof serviceRole.text === "string" && serviceRole.text.includes("aws-service-role/")) return;
  const subject = `${site.ref.name} may name a service role`;
  // An output of a role in this stack is an ARN or a name, whatever it will be.
  const given = typeof serviceRole.text === "string" || model.roles.among(serviceRole.from).length === 1;
  const mode = modeAt(launch);
  const remedy = `Take \`iamRole\` out of ${site.ref.name}: ECS uses its service-linked role.`;
  const balanced = mapKnown(loadBalancers, ({ length }) => length > 0);
  yield {
    subject,
    resource: site.ref,
    ...(!given
      ? { verdict: unknown("whether iamRole is set is known after the deployment") }
      : mode === "awsvpc"
        ? fault("iamRole is set, and the network mode is awsvpc", { stoppedReason: NO_ROLE, remedy })
        : balanced === false
          ? fault("iamRole is set, and the service has no load balancers", {
              stoppedReason: "IAM roles are only valid for services configured to use load balancers.",
              remedy,
            })
          : isUnknown(mode)
            ? { verdict: unknown(mode.because) }
            : isUnknown(balanced)
              ? { verdict: unknown(balanced.because) }
              : { verdict: met(`the network mode is ${mode} and there is a load balancer`) }),
  };
}
