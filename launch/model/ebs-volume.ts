import ebs from "../data/ebs-volumes.json";
import { isUnknown, type Known } from "../known";
import type { Launch } from "../launch";
import { unknown } from "../verdict";
import { fault, suspect, worstOf, type Answer } from "./answer";

/** The EBS volume that ECS makes for each task of a service. Sizes in GiB, throughput and rate in MiB/s. */
export interface EbsVolume {
  /** Name of the volume of the task definition. */
  readonly name: Known<string | undefined>;
  readonly volumeType: Known<string | undefined>;
  readonly sizeGiB: Known<number | undefined>;
  readonly snapshot: Known<string | undefined>;
  readonly iops: Known<number | undefined>;
  readonly throughput: Known<number | undefined>;
  readonly initializationRate: Known<number | undefined>;
  readonly filesystem: Known<string | undefined>;
}

interface Limits {
  readonly size: readonly number[];
  readonly iops?: readonly number[] | null;
  readonly iopsRequired?: boolean;
}

const TYPES: Readonly<Record<string, Limits>> = ebs.types;
const REFUSED = { stoppedReason: "InvalidParameterException" };
const LATER = "what EC2 takes grows";

/**
 * Whether EC2 makes such a volume: size or snapshot, IOPS and throughput as its kind has them. Above a documented
 * maximum it is only suspected, because these grow.
 */
export function judgeEbsVolume(volume: EbsVolume, launch: Launch): Answer {
  const { volumeType, sizeGiB: size, snapshot, iops, throughput, filesystem } = volume;
  const answers: Answer[] = [];
  if (size === undefined && snapshot === undefined) {
    answers.push(
      fault("neither a size nor a snapshot is given", {
        ...REFUSED,
        remedy: "Set `sizeInGb` or `snapshotId`.",
      }),
    );
  }
  if (
    volume.initializationRate !== undefined &&
    !isUnknown(volume.initializationRate) &&
    snapshot === undefined
  ) {
    answers.push(
      fault("volumeInitializationRate is given, and no snapshot", {
        ...REFUSED,
        remedy: "Take `volumeInitializationRate` out, or name a snapshot.",
      }),
    );
  }
  if (typeof filesystem === "string" && !ebs.filesystems.includes(filesystem.toLowerCase())) {
    answers.push(
      fault(`the file system is ${filesystem}, and ECS makes ${ebs.filesystems.join(", ")}`, {
        ...REFUSED,
        remedy: "Set `fileSystemType` to one of these, or leave it out for xfs.",
      }),
    );
  }
  answers.push(...judgeType(volume, launch));
  const open = [volumeType, size, snapshot, iops, throughput, volume.initializationRate, filesystem].find(
    isUnknown,
  );
  if (isUnknown(open)) answers.push({ verdict: unknown(open.because) });
  return worstOf(answers, "its kind, size and speed are ones that EC2 has");
}

function* judgeType({ volumeType, sizeGiB, iops, throughput }: EbsVolume, launch: Launch): Iterable<Answer> {
  if (isUnknown(volumeType)) return;
  const type = volumeType ?? ebs.default;
  const limits = TYPES[type];
  if (limits === undefined) {
    yield suspect(
      `whether EC2 has a volume type ${type} is not known here`,
      `ECS documents no volume type ${type}`,
    );
    return;
  }
  if (launch.launchType === "FARGATE" && ebs.notOnFargate.includes(type)) {
    yield fault(`volumes of type ${type} are not for Fargate`, {
      ...REFUSED,
      remedy: 'Set `volumeType: "gp3"`.',
    });
  }
  yield* judgeRange(sizeGiB, limits.size, "size", `GiB for ${type}`, "sizeInGb");
  if (limits.iopsRequired === true && iops === undefined) {
    yield fault(`${type} has no default of IOPS, and none are given`, { ...REFUSED, remedy: "Set `iops`." });
  }
  if (limits.iops === null && typeof iops === "number") {
    yield fault(`iops is ${iops}, and ${type} takes none`, { ...REFUSED, remedy: "Take `iops` out." });
  }
  if (limits.iops !== undefined && limits.iops !== null)
    yield* judgeRange(iops, limits.iops, "iops", `for ${type}`, "iops");
  if (typeof throughput === "number" && !ebs.withThroughput.includes(type)) {
    yield fault(`throughput is ${throughput}, and ${type} takes none`, {
      ...REFUSED,
      remedy: 'Take `throughput` out, or set `volumeType: "gp3"`.',
    });
  }
}

function* judgeRange(
  value: Known<number | undefined>,
  [least = 0, most = Infinity]: readonly number[],
  what: string,
  unit: string,
  property: string,
): Iterable<Answer> {
  if (typeof value !== "number") return;
  const remedy = `Set \`${property}\` to ${least} to ${most}.`;
  const said = `${what} is ${value}, and ECS documents ${least} to ${most} ${unit}`;
  if (value < least) yield fault(said, { ...REFUSED, remedy });
  if (value > most) yield suspect(LATER, said, remedy);
}
