import { RunError } from "@pulumi/pulumi";
import type { EcsServiceArgs } from "../ecs-service-args";
import { knownNow } from "./known-now";

/** What a fault is, who refuses it and what to do, after the name of the argument. */
interface Fault {
  readonly argument: string;
  readonly says: string;
}

/**
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html (family) and
 * API_ContainerDefinition.html (name)
 */
const NAME = /^[A-Za-z0-9_-]{1,255}$/;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 keeps them for ever. */
const RETENTION = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * Refuses what no rule is about, because it is no part of a launch or belongs to the component alone. What comes later
 * passes.
 * @param names of the containers
 * @throws {RunError} with every fault at once
 */
export function refuseArguments(component: string, args: EcsServiceArgs, names: readonly unknown[]): void {
  const faults = [
    ...nameFaults("family", args.family),
    ...names.flatMap((name) => nameFaults("containers", name)),
    ...countFaults("desiredCount", args.desiredCount),
    ...retentionFaults(args),
    ...scalingFaults(args),
  ];
  if (faults.length === 0) return;
  throw new RunError(
    faults.map(({ argument, says }) => `EcsService ${component}, ${argument}: ${says}`).join("\n\n"),
  );
}

function nameFaults(argument: string, name: unknown): Fault[] {
  if (typeof name !== "string" || NAME.test(name)) return [];
  const says = `\`${name}\` is no name that ECS takes. ECS answers: ClientException. Use 1 to 255 letters, digits, hyphens and underscores.`;
  return [{ argument, says }];
}

function countFaults(argument: string, count: unknown): Fault[] {
  if (typeof count !== "number" || (Number.isInteger(count) && count >= 0)) return [];
  return [{ argument, says: `${count} is no number of tasks, and AWS refuses it. Set it to 0 or more.` }];
}

function retentionFaults({ logRetentionDays: days }: EcsServiceArgs): Fault[] {
  if (typeof days !== "number" || RETENTION.includes(days)) return [];
  const longer = RETENTION.find((each) => each > days) ?? 0;
  const says = `CloudWatch Logs keeps events for certain numbers of days only, and refuses ${days}. Set it to ${longer}, or another of ${RETENTION.join(", ")}.`;
  return [{ argument: "logRetentionDays", says }];
}

function scalingFaults({ autoScaling }: EcsServiceArgs): Fault[] {
  const argument = "autoScaling";
  const { minCapacity, maxCapacity, ...targets } = knownNow(autoScaling ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const percents = Object.entries(targets).flatMap(([target, percent]) =>
    typeof percent === "number" && percent <= 0
      ? [
          {
            argument,
            says: `\`${target}\` is ${percent}, which no use can be held at: Application Auto Scaling refuses it. Set it above 0.`,
          },
        ]
      : [],
  );
  const isReversed =
    typeof minCapacity === "number" && typeof maxCapacity === "number" && minCapacity > maxCapacity;
  const says = `the least number of tasks, ${String(minCapacity)}, is above the most, ${String(maxCapacity)}, and Application Auto Scaling refuses that. Set \`maxCapacity\` to ${String(minCapacity)} or more.`;
  return [
    ...countFaults(argument, minCapacity),
    ...countFaults(argument, maxCapacity),
    ...(isReversed ? [{ argument, says }] : []),
    ...percents,
  ];
}
