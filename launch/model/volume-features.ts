import { isUnknown, type Known, type Unknown } from "../known";
import type { Launch } from "../launch";
import { met, unknown } from "../verdict";
import { fault, suspect, worstOf, type Answer } from "./answer";
import { judgeLaunchVolumes } from "./launch-volumes";
import type { FeatureAnswer } from "./feature";
import { registersForFargate } from "./platform";
import type { EfsVolume, TaskDefinition, Volume } from "./task-definition";

/** What the volumes of a task may be, and that mounts name them. */
export function* judgeVolumes(launch: Launch): Iterable<FeatureAnswer> {
  const { volumes } = launch.taskDefinition;
  if (isUnknown(volumes)) {
    yield {
      subject: `volumes of ${launch.taskDefinition.ref.name} are ones that ECS has`,
      verdict: unknown(volumes.because),
    };
  } else {
    for (const [index, volume] of volumes.entries()) {
      const name = isUnknown(volume) ? volume : volume.name;
      const called = typeof name === "string" ? name : `number ${index + 1}`;
      yield {
        subject: `volume ${called} of ${launch.taskDefinition.ref.name} is one that ECS has`,
        ...(isUnknown(volume) ? { verdict: unknown(volume.because) } : judgeVolume(volume, launch)),
      };
    }
  }
  yield* judgeMounts(launch.taskDefinition);
  yield* judgeLaunchVolumes(launch);
}

function judgeVolume(volume: Volume, launch: Launch): Answer {
  const efs = volume.efs;
  const answers = [
    ...FARGATE_VOLUMES.map((row) => judgeKind(row.use(volume), row, launch)),
    judgeS3Files(volume, launch),
    isUnknown(efs) ? { verdict: unknown(efs.because) } : efs === undefined ? [] : judgeEfs(efs, launch),
  ].flat();
  return worstOf(answers, "its kind fits the launch type");
}

interface VolumeRow {
  readonly use: (volume: Volume) => Known<boolean>;
  readonly what: string;
  readonly stoppedReason: string;
}

const FARGATE_VOLUMES: readonly VolumeRow[] = [
  {
    use: ({ hostPath }) => (isUnknown(hostPath) ? hostPath : hostPath !== undefined),
    what: "a path of the host",
    stoppedReason: "Fargate compatible task definitions do not support sourcePath",
  },
  {
    use: ({ usesDockerVolume }) => usesDockerVolume,
    what: "a Docker volume",
    stoppedReason: "Fargate compatible task definitions do not support dockerVolumeConfiguration",
  },
  {
    use: ({ usesFsx }) => usesFsx,
    what: "an FSx for Windows file system",
    stoppedReason: "ClientException",
  },
];

function judgeKind(used: Known<boolean>, { what, stoppedReason }: VolumeRow, launch: Launch): Answer[] {
  const fargate = registersForFargate(launch);
  if (used === false || fargate === false) return [];
  if (isUnknown(used)) return [{ verdict: unknown(used.because) }];
  if (isUnknown(fargate)) return [{ verdict: unknown(fargate.because) }];
  return [
    fault(`it is ${what}, which Fargate does not have`, {
      stoppedReason,
      remedy: "Use the task's own storage, EFS or EBS, or run the task on EC2.",
    }),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_S3FilesVolumeConfiguration.html */
function judgeS3Files({ s3Files }: Volume, { taskDefinition }: Launch): Answer[] {
  if (isUnknown(s3Files)) return [{ verdict: unknown(s3Files.because) }];
  if (s3Files === undefined) return [];
  const { rootDirectory: root, accessPoint } = s3Files;
  if (taskDefinition.taskRole.text === undefined) {
    return [
      fault("S3 Files are mounted with the task role, and there is none", {
        remedy: "Set `taskRoleArn` to a role that may mount the file system.",
      }),
    ];
  }
  if (typeof root === "string" && root !== "/" && typeof accessPoint === "string") {
    return [
      fault(`an access point is given, and the root directory is ${root}`, {
        remedy: "Take `rootDirectory` out: the access point has its own.",
      }),
    ];
  }
  const open = root === undefined || root === "/" ? undefined : [root, accessPoint].find(isUnknown);
  return isUnknown(open) ? [{ verdict: unknown(open.because) }] : [];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html */
function judgeEfs(efs: EfsVolume, launch: Launch): Answer[] {
  const { taskDefinition, launchType } = launch;
  const {
    iam,
    transitEncryption: encryption,
    rootDirectory: root,
    transitEncryptionPort: port,
    accessPoint,
  } = efs;
  const values: readonly Known<unknown>[] = [iam, encryption, root, port];
  const open = values.find(isUnknown);
  const plain = !isUnknown(encryption) && encryption !== "ENABLED";
  const encrypt = 'Set `transitEncryption: "ENABLED"`.';
  const usesIam = iam === "ENABLED";
  const answers: Answer[] = judgeSystem(taskDefinition);
  if (usesIam && plain) {
    answers.push(
      fault("IAM authorization is on, and encryption in transit is not", {
        stoppedReason: "EFS IAM authorization requires TransitEncryption to be enabled",
        remedy: encrypt,
      }),
    );
  }
  if (usesIam && taskDefinition.taskRole.text === undefined) {
    answers.push(
      fault("IAM authorization is on, and there is no task role", {
        stoppedReason: "EFS IAM authorization requires a task role.",
        remedy: "Set `taskRoleArn` to a role that may mount the file system.",
      }),
    );
  }
  if (typeof accessPoint.text === "string" && typeof root === "string" && root !== "/") {
    answers.push(
      fault(`an access point is given, and the root directory is ${root}`, {
        stoppedReason:
          'When using an EFS access point, the root directory must either be set to "/" or be omitted',
        remedy: "Take `rootDirectory` out: the access point has its own.",
      }),
    );
  }
  if (typeof port === "number" && plain) {
    answers.push(
      fault("a port for encryption in transit is given, and encryption is not on", {
        stoppedReason: "TransitEncryptionPort requires that TransitEncryption is enabled",
        remedy: encrypt,
      }),
    );
  }
  const elsewhere = registersForFargate(launch) !== true;
  if (elsewhere && launchType === "EXTERNAL") {
    answers.push(suspect("what ECS answers is not documented", "external instances have no EFS volumes"));
  }
  if (elsewhere && isUnknown(launchType)) {
    answers.push({ verdict: unknown(launchType.because) });
  }
  if (isUnknown(accessPoint.text) && typeof root === "string" && root !== "/") {
    answers.push(
      suspect(
        accessPoint.text.because,
        `an access point has a root directory of its own, and the volume names ${root}, too`,
        "Take `rootDirectory` out: the access point has its own.",
      ),
    );
  }
  return isUnknown(open) ? [...answers, { verdict: unknown(open.because) }] : answers;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html (supported operating systems) */
function judgeSystem({ operatingSystem: system }: TaskDefinition): Answer[] {
  if (isUnknown(system)) return [{ verdict: unknown(system.because) }];
  if (system?.startsWith("WINDOWS") !== true) return [];
  return [
    fault(`the task runs on ${system}, and ECS mounts EFS on Linux alone`, {
      stoppedReason: "ClientException",
      remedy: "Run the task on Linux, or use FSx for Windows File Server on instances.",
    }),
  ];
}

function* judgeMounts({ containers, volumes, ref }: TaskDefinition): Iterable<FeatureAnswer> {
  if (isUnknown(containers)) return;
  const names = isUnknown(volumes) ? [] : volumes.map((volume) => (isUnknown(volume) ? volume : volume.name));
  const open: Unknown | undefined = isUnknown(volumes) ? volumes : names.find(isUnknown);
  for (const container of containers) {
    if (isUnknown(container)) continue;
    const called = typeof container.name === "string" ? container.name : `number ${container.index + 1}`;
    const { mountPoints } = container;
    for (const mount of isUnknown(mountPoints) ? [mountPoints] : mountPoints) {
      const source = isUnknown(mount) ? mount : mount.sourceVolume;
      if (source === undefined) continue;
      const subject = `container ${called} mounts ${isUnknown(source) ? "volumes" : `volume ${source}`} of ${ref.name}`;
      if (isUnknown(source)) yield { subject, verdict: unknown(source.because) };
      else if (names.includes(source)) yield { subject, verdict: met("the volume is declared") };
      else if (open !== undefined) yield { subject, verdict: unknown(open.because) };
      else {
        yield {
          subject,
          ...fault(`the task definition declares no volume ${source}`, {
            stoppedReason: `Unknown volume '${source}'.`,
            remedy: `Declare volume ${source} in \`volumes\`, or mount one that is declared.`,
          }),
        };
      }
    }
  }
}
