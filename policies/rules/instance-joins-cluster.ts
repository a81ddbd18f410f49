import { isUnknown } from "../../launch/known";
import { fault, suspect, type Answer } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import type { Cluster } from "../../launch/model/cluster";
import { placementOf } from "../../launch/model/pools-of-launch";
import { isEcsImage, type InstancePool } from "../../launch/model/instances";
import { clusterIn, namesNone } from "../../launch/model/user-data";
import { met, unknown } from "../../launch/verdict";
import type { Rule } from "../rule";

const NONE = "No Container Instances were found in your cluster.";

const OTHER_IMAGE =
  /^resolve:ssm:\/aws\/service\/(?:ami-amazon-linux-latest|canonical|debian|eks|ami-windows-latest)\//;
export const instanceJoinsCluster: Rule = {
  id: "instance-joins-cluster",
  title: "The instances run the ECS agent and join the cluster",
  stage: "place",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "An instance joins the cluster that its user data names, `default` if it names none, and none without the ECS agent or an instance profile; tasks then wait for instances that never come.",
  remedy:
    "Use an ECS-optimized image, write `ECS_CLUSTER=<name>` to `/etc/ecs/ecs.config` in the user data, and give the instances a profile with `AmazonEC2ContainerServiceforEC2Role`.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_container_instance.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html",
  ],
  evidence: "documented",
  stoppedReasons: [NONE],
  decidedBy: "stack",
  *judge(launch, model) {
    const placement = placementOf(launch, model);
    const { site } = launch;
    if (placement === undefined || site === undefined) return;
    if (isUnknown(placement)) {
      yield {
        subject: `instances join the cluster of ${site.ref.name}`,
        verdict: unknown(placement.because),
      };
      return;
    }
    const { cluster, pools, open } = placement;
    if (pools.length === 0) {
      const hint = `nothing in this program makes instances for cluster ${cluster?.ref.name ?? "default"}${elsewhere(model)}`;
      const missing = cluster !== undefined && model.isNew(cluster.ref.id);
      yield {
        subject: `instances join the cluster of ${site.ref.name}`,
        resource: site.ref,
        ...(missing && open === undefined
          ? suspect("another stack may make them", hint)
          : { verdict: unknown(open ?? "the instances of the cluster are not in view") }),
      };
    }
    for (const pool of pools) {
      yield {
        subject: `instances of ${pool.ref.name} join the cluster of ${site.ref.name}`,
        resource: pool.template,
        stoppedReason: NONE,
        ...judgePool(pool, cluster),
      };
    }
  },
};

/** Where the instances that it makes go instead. */
function elsewhere({ instancePools }: CloudModel): string {
  const others = instancePools.flatMap((pool) => {
    const joined = clusterIn(pool);
    return isUnknown(joined) ? [] : [`those of ${pool.ref.name} join ${joined}`];
  });
  return others.length === 0 ? "" : `: ${others.join(", ")}`;
}

function judgePool(pool: InstancePool, cluster: Cluster | undefined): Answer {
  if (pool.refused !== undefined)
    return fault(pool.refused, {
      stoppedReason: "InvalidUserData.Malformed: Invalid BASE64 encoding of user data.",
      remedy: `Encode the user data of ${pool.template.name}: \`Buffer.from(text).toString("base64")\`.`,
    });
  const image = judgeImage(pool);
  if (image !== undefined) return image;
  const profile = judgeProfile(pool);
  if (profile !== undefined) return profile;
  return judgeUserData(pool, cluster);
}

function judgeImage({ image, userData, template }: InstancePool): Answer | undefined {
  if (typeof image !== "string" || !OTHER_IMAGE.test(image) || /ECS/.test(image)) return undefined;
  const because = `the image of ${template.name} (${image}) is none of ECS's`;
  const remedy = `Set the image of ${template.name} to \`resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id\`.`;
  if (isUnknown(userData)) return suspect(userData.because, because, remedy);
  // Whoever installs the agent has to name it.
  if (userData !== undefined && /ecs/i.test(userData))
    return suspect("the user data may install the agent", because, remedy);
  return userData !== undefined && /(?:https?:|s3:)\/\/|\bsource\b|\.sh\b/.test(userData)
    ? suspect("a script that the user data runs may install the agent", because, remedy)
    : fault(`${because}, and nothing installs the ECS agent`, { stoppedReason: NONE, remedy });
}

function judgeProfile({ profile, userData, image, template }: InstancePool): Answer | undefined {
  if (profile.text !== undefined || profile.from.length > 0) return undefined;
  const because = `${template.name} has no instance profile, so its agent may not register`;
  const remedy = `Set \`iamInstanceProfile\` of ${template.name} to a profile whose role has \`AmazonEC2ContainerServiceforEC2Role\`.`;
  const bare =
    isEcsImage(image) && !isUnknown(userData) && !/AWS_|credentials|\.sh\b|:\/\//.test(userData ?? "");
  return bare
    ? fault(because, { stoppedReason: NONE, remedy })
    : suspect("credentials may be in the image or the user data", because, remedy);
}

function judgeUserData(pool: InstancePool, cluster: Cluster | undefined): Answer {
  const { userData, template, userDataFrom } = pool;
  if (isUnknown(userData)) return { verdict: unknown(userData.because) };
  if (cluster === undefined) return { verdict: unknown("the cluster is not in view") };
  const { name, ref } = cluster;
  if (isUnknown(name)) return { verdict: unknown(name.because) };
  if (name === undefined) return { verdict: unknown(`the name of cluster ${ref.name} is not known`) };
  const joined = clusterIn(pool);
  const isNamed = joined !== "default" || /\bdefault\b/.test(userData ?? "");
  if (joined === name)
    return {
      verdict: met(
        isNamed ? `its user data names ${joined}` : "instances that name no cluster join `default`",
      ),
    };
  const remedy = `Let the user data of ${template.name} write \`ECS_CLUSTER=\` and the name of cluster ${ref.name} to \`/etc/ecs/ecs.config\`.`;
  const silent = `the user data of ${template.name} names no cluster, so its instances join \`default\``;
  if (isUnknown(joined)) {
    return namesNone(pool) ? suspect(joined.because, silent, remedy) : { verdict: unknown(joined.because) };
  }
  if (userDataFrom.includes(ref.id))
    return {
      verdict: unknown("the user data comes from the cluster, and names it in a way that is not read"),
    };
  const because = isNamed
    ? `the user data of ${template.name} names cluster ${joined}, and the tasks run in ${name}`
    : silent;
  return fault(because, { stoppedReason: NONE, remedy });
}
