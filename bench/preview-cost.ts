import * as aws from "@pulumi/aws";
import { engineAvailable, withStack } from "../test/engine/support/engine";
import { comparisonPack, EXECUTABLE, ROOT } from "./packs";
import { measureInTurn, printSeries, timed, type Series } from "./table";

/** What a pack adds to a whole `pulumi preview` of a small program with the stand-in provider. */
export async function previewCost(rounds: number): Promise<void> {
  const cli = engineAvailable();
  if ("missing" in cli) {
    console.log(`\nWhole preview: SKIPPED, ${cli.missing}`);
    return;
  }
  const preview = (policyPacks: readonly string[]) => (): Promise<number> =>
    withStack(program, { policyPacks }, (stack) =>
      timed(async () => {
        const run = await stack.preview();
        if (run.errors.length > 0) throw new Error(run.errors.join("\n"));
      }),
    );
  const series = await measureInTurn(
    {
      "no pack": preview([]),
      "empty pack, standard runner": preview([comparisonPack("no-policy")]),
      "ecs-preflight as a directory": preview([ROOT]),
      "ecs-preflight as an executable": preview([EXECUTABLE]),
    },
    rounds,
  );
  printSeries("Whole `pulumi preview`", series);
  printSeries("… of it, what the pack adds", added(series));
}

/** Round by round, because both were measured one after the other. */
function added([bare, ...withPack]: readonly Series[]): Series[] {
  return withPack.map(({ name, times }) => ({
    name,
    times: times.map((time, round) => time - (bare?.times[round] ?? Number.NaN)),
  }));
}

function program(): Promise<Record<string, unknown>> {
  const role = new aws.iam.Role("exec", {
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } },
      ],
    },
  });
  new aws.iam.RolePolicyAttachment("exec", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  });
  const task = new aws.ecs.TaskDefinition("api", {
    family: "api",
    cpu: "256",
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    executionRoleArn: role.arn,
    containerDefinitions: JSON.stringify([
      { name: "api", image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${"a".repeat(64)}` },
    ]),
  });
  new aws.ecs.Service("api", {
    taskDefinition: task.arn,
    desiredCount: 1,
    launchType: "FARGATE",
    networkConfiguration: { subnets: ["subnet-0a"], securityGroups: ["sg-0a"] },
  });
  return Promise.resolve({ task: task.arn });
}
