import { ownAccount } from "../iam/request";
import { isUnknown, mapKnown, type Known, type Unknown } from "../known";
import type { Launch } from "../launch";
import { literal } from "../reference";
import type { CloudModel } from "./cloud-model";
import { sideOf, unseenSide } from "./guarded";
import { joinNeeds, noNeeds, type RoleNeeds } from "./role-need";
import type { Container } from "./task-definition";

const OBJECT = /^arn:[^:]+:s3:::([^/]+)\/(.+)$/;

/**
 * The files in S3 that ECS fetches with the execution role: environment files, and on instances the configuration of
 * FireLens.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
 */
export function fileNeeds(launch: Launch, model: CloudModel): RoleNeeds {
  const { containers, ref } = launch.taskDefinition;
  const open = (because: string): RoleNeeds => ({
    known: [],
    open: [{ what: `read the files of ${ref.name} from S3`, because }],
  });
  if (isUnknown(containers)) return open(containers.because);
  return joinNeeds(
    ...containers.flatMap((container) =>
      isUnknown(container)
        ? [open(container.because)]
        : filesOf(container, launch).map((file) =>
            isUnknown(file) ? open(file.because) : needsOf(file, model),
          ),
    ),
  );
}

function filesOf({ environmentFiles, firelens }: Container, { launchType }: Launch): (string | Unknown)[] {
  const files: Known<readonly Known<string | undefined>[]> = environmentFiles;
  // Fargate refuses a FireLens configuration in S3.
  const configuration = launchType === "FARGATE" ? undefined : mapKnown(firelens, configurationOf);
  return [...(isUnknown(files) ? [files] : files), configuration].filter((file) => file !== undefined);
}

function configurationOf(firelens: Exclude<Container["firelens"], Unknown>): Known<string | undefined> {
  return mapKnown(firelens?.options ?? {}, (options): Known<string | undefined> => {
    const type = options["config-file-type"];
    if (isUnknown(type)) return type;
    return type === "s3" ? options["config-file-value"] : undefined;
  });
}

function needsOf(file: string, model: CloudModel): RoleNeeds {
  const [, name] = OBJECT.exec(file) ?? [];
  if (name === undefined) return noNeeds;
  const bucket = model.guarded.buckets.resolve(literal(name));
  const side =
    bucket === undefined || isUnknown(bucket) ? unseenSide(ownAccount, `bucket ${name}`) : sideOf(bucket);
  const arn = file.slice(0, file.indexOf("/"));
  return {
    known: [
      { what: `read \`${file}\``, access: { actions: ["s3:GetObject"], resource: file, side } },
      {
        what: `ask for the region of bucket ${name}`,
        access: { actions: ["s3:GetBucketLocation"], resource: arn, side },
        // https://github.com/aws/amazon-ecs-agent/blob/master/agent/s3/factory/factory.go: newer agents need no right for it.
        isUnlikely: true,
        doubt: "ECS asks for it in its guide, but newer agents learn the region without it",
      },
    ],
    open: [],
  };
}
