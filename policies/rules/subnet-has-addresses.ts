import { isUnknown } from "../../launch/known";
import { fault, suspect, type Answer } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import type { LaunchSite } from "../../launch/model/launch-site";
import { desiredTasks, tasksAtOnce, type TasksAtOnce } from "../../launch/model/tasks-at-once";
import { neighboursOf, roomOf, type Room } from "../../launch/network/subnet-room";
import { met, unknown } from "../../launch/verdict";
import type { Rule } from "../rule";

const STOPPED =
  "Unexpected EC2 error while attempting to Create Network Interface in subnet '…': InsufficientFreeAddressesInSubnet";

export const subnetHasAddresses: Rule = {
  id: "subnet-has-addresses",
  title: "The subnets have an address for every task of a deployment",
  stage: "place",
  kind: "start",
  level: "advisory",
  severity: "medium",
  why: "In awsvpc mode every task takes an address of its subnet, the old and the new ones of a deployment at a time, and AWS keeps five of each subnet for itself.",
  remedy: "Give the service bigger or more subnets, or let a deployment run fewer tasks at a time.",
  sources: [
    "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
  ],
  evidence: "documented",
  stoppedReasons: [STOPPED],
  decidedBy: "stack",
  *judge({ site, taskDefinition }, model) {
    const mode = taskDefinition.networkMode;
    if (site === undefined || (!isUnknown(mode) && mode !== "awsvpc")) return;
    const tasks = tasksAtOnce(site);
    const room = roomOf(site, model);
    if (tasks === undefined || room === undefined) return;
    const open = [mode, tasks, room].find(isUnknown);
    const names = isUnknown(room) ? [] : room.subnets.map(({ ref }) => ref.name).sort();
    const smallest = isUnknown(room) ? undefined : room.subnets[0];
    const which =
      names.length === 0 ? "the subnets" : `subnet${names.length === 1 ? "" : "s"} ${names.join(", ")}`;
    yield {
      subject: `${which} ${names.length === 1 ? "has" : "have"} an address for every task of ${site.ref.name}`,
      resource: smallest?.ref ?? site.ref,
      ...(isUnknown(tasks) || isUnknown(room) || open !== undefined
        ? { verdict: unknown(open?.because ?? "it is not known yet") }
        : judgeRoom(site, tasks, room, model)),
    };
  },
};

function judgeRoom(site: LaunchSite, tasks: TasksAtOnce, room: Room, model: CloudModel): Answer {
  const { least, most } = tasks;
  const has = (addresses: number): string => `${addresses} ${addresses === 1 ? "address" : "addresses"}`;
  const desired = isUnknown(site.desiredCount) ? 0 : (site.desiredCount ?? 0);
  if (desired === 0) return { verdict: met("it runs no tasks now") };
  if (!isUnknown(room.most) && least > room.most) {
    return fault(
      `${least > desired ? `a deployment of its ${desired} tasks runs at least ${least} at a time` : `it runs ${desired} tasks`}, and there are ${has(room.most)}`,
      { stoppedReason: STOPPED },
    );
  }
  if (least > room.least) return { verdict: unknown(whyOpen(room)) };
  if (isUnknown(most)) return { verdict: unknown(most.because) };
  if (most > room.least) {
    return isUnknown(room.most) || most <= room.most
      ? { verdict: unknown(whyOpen(room)) }
      : suspect(
          "a deployment may wait for tasks that stop",
          `a deployment of its ${desired} tasks runs up to ${most} at a time, and there are ${has(room.most)}`,
        );
  }
  return (
    shared(site, desired, room, model) ?? {
      verdict: met(
        `a deployment runs ${most} tasks at most, and there are ${Number.isFinite(room.least) ? has(room.least) : "IPv6 addresses for all"}`,
      ),
    }
  );
}

/** Whether there is room for all services of these subnets at once; which of them comes too late is not certain. */
function shared(site: LaunchSite, desired: number, room: Room, model: CloudModel): Answer | undefined {
  const others = neighboursOf(site, room, model);
  let all = desired;
  for (const other of others) {
    const tasks = desiredTasks(other);
    if (!isUnknown(tasks)) all += tasks;
  }
  if (isUnknown(room.most) || all <= room.most) return undefined;
  return suspect(
    "which of the services comes first is not certain",
    `with ${others.map(({ ref }) => ref.name).join(", ")} ${all} tasks run in them, and there are ${room.most} addresses`,
  );
}

const whyOpen = ({ most }: Room): string =>
  isUnknown(most) ? most.because : "which of the subnets are meant is known only once deployed";
