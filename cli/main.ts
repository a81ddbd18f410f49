import { Command, CommanderError, Option } from "commander";
import packageJson from "../package.json";
import { readPackConfig } from "../policies/settings";
import { account, commaList, keyValue, lines, region, seconds } from "./arguments";
import { plan } from "./commands/plan";
import { preview } from "./commands/preview";
import { explainCommand } from "./explain/explain";
import { EXIT, UsageError } from "./exit-status";
import { processOutput, type Output } from "./output";
import { init } from "./init/init";
import { addPin } from "./pin/command-line";
import { PreviewError } from "./preview/error";
import { ANALYSIS_FORMATS, FORMATS, type AnalysisFormat, type Format } from "./report/print";
import { printable } from "./report/printable";
import { runOnce, type RunOnceOptions } from "./run-once/run-once";

/** Runs the command line and says with which status to end. */
export async function main(argv: readonly string[], output: Output = processOutput()): Promise<number> {
  let status: number = EXIT.nothingMandatory;
  const program = commandLine(output, (code) => (status = code));
  try {
    await program.parseAsync(argv, { from: "user" });
    return status;
  } catch (error) {
    return report(error, output);
  }
}

function commandLine(output: Output, end: (status: number) => void): Command {
  const program = new Command("ecs-preflight")
    .description(
      "Says before a deployment whether the tasks of an ECS service will start, and if not, why and what has to change.",
    )
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({ writeOut: output.stdout, writeErr: (text) => output.stderr(printable(text)) })
    .showHelpAfterError("(--help shows the options)")
    .addHelpText(
      "after",
      "\nExit status: 0 nothing mandatory is unmet, 1 something mandatory is, 2 wrong usage or the program failed.",
    );
  addPreview(program, output, end);
  addPlan(program, output, end);
  addExplain(program, output, end);
  addRunOnce(program, output, end);
  addPin(program, output, end);
  addInit(program, output, end);
  return program;
}

interface CommonFlags {
  readonly format: AnalysisFormat;
  readonly region?: string;
  readonly account?: string;
  readonly policyConfig?: string;
}

function withCommonOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--format <format>", "how to print the result; dot, mermaid and svg draw it")
        .choices([...ANALYSIS_FORMATS])
        .default("tree"),
    )
    .option("--region <region>", "AWS region, where the program and its configuration state none", region)
    .option("--account <id>", "AWS account the stack deploys to", account)
    .option("--policy-config <file>", "settings of the pack, as for `pulumi preview --policy-pack-config`");
}

function addPreview(program: Command, output: Output, end: (status: number) => void): void {
  interface Flags extends CommonFlags {
    readonly stack?: string;
    readonly config: Readonly<Record<string, string>>;
    readonly timeout: number;
    readonly state?: string;
    readonly singlePass?: boolean;
  }
  withCommonOptions(program.command("preview"))
    .description(
      "preview a Pulumi program (TypeScript or JavaScript) without an account, and judge its launches",
    )
    .argument("[directory]", "folder of Pulumi.yaml", ".")
    .option(
      "--stack <name>",
      "stack whose configuration counts (default: the only Pulumi.<stack>.yaml, else dev)",
    )
    .option("--config <key=value>", "set a configuration value; repeatable", keyValue, {})
    .option("--timeout <seconds>", "give up on the program after so long", seconds, 120)
    .option("--state <export.json>", "output of `pulumi stack export`: what exists already is known then")
    .option(
      "--single-pass",
      "run the program once, as the engine does: an output inside a JSON text hides all of it",
    )
    .action(async (directory: string, flags: Flags) => {
      const { policyConfig, timeout, state, ...rest } = flags;
      const abort = new AbortController();
      const cancel = (): void => {
        abort.abort();
      };
      process.once("SIGINT", cancel).once("SIGTERM", cancel);
      try {
        end(
          await preview(
            {
              ...rest,
              directory,
              timeoutSeconds: timeout,
              signal: abort.signal,
              ...(state === undefined ? {} : { stateFile: state }),
              policyConfig: readPackConfig(policyConfig),
            },
            output,
          ),
        );
      } finally {
        process.removeListener("SIGINT", cancel).removeListener("SIGTERM", cancel);
      }
    });
}

function addPlan(program: Command, output: Output, end: (status: number) => void): void {
  withCommonOptions(program.command("plan"))
    .description("judge a task definition as JSON, without network facts")
    .argument(
      "<file>",
      "as `aws ecs describe-task-definition` prints it, or as `register-task-definition` takes it; - for standard input",
    )
    .action(
      async (file: string, { format, region: inRegion, account: ofAccount, policyConfig }: CommonFlags) => {
        const config = readPackConfig(policyConfig);
        end(
          await plan(
            { file, format, config, region: inRegion ?? config.region, account: ofAccount ?? config.account },
            output,
          ),
        );
      },
    );
}

function addExplain(program: Command, output: Output, end: (status: number) => void): void {
  interface Flags {
    readonly format: Format;
    readonly task?: string;
    readonly service?: string;
  }
  program
    .command("explain")
    .description("name the cause of a stopped task from what ECS says, and what to change")
    .argument("[text...]", "a stopped reason, container reason or service event; else standard input")
    .addHelpText("after", EXPLAIN_EXAMPLES)
    .option("--task <task.json>", "as `aws ecs describe-tasks` prints it")
    .option("--service <service.json>", "as `aws ecs describe-services` prints it")
    .addOption(
      new Option("--format <format>", "how to print the result").choices([...FORMATS]).default("tree"),
    )
    .action(async (words: readonly string[], { format, task, service }: Flags) => {
      end(
        await explainCommand({
          ...(words.length === 0 ? {} : { text: words.join(" ") }),
          ...(task === undefined ? {} : { taskFile: task }),
          ...(service === undefined ? {} : { serviceFile: service }),
          format,
          stdin: process.stdin,
          stdout: { write: output.stdout },
          stderr: { write: output.stderr },
          colour: output.colors.isColorSupported,
        }),
      );
    });
}

const EXPLAIN_EXAMPLES = `
Examples:
  ecs-preflight explain "CannotPullContainerError: …"
  aws ecs describe-tasks --cluster main --tasks TASK | ecs-preflight explain --task -
  aws ecs describe-services --cluster main --services web > service.json
  ecs-preflight explain --service service.json

It needs no account and no network. Exit status: 0 explained, or honestly unknown; 2 wrong usage or input.`;

const RUN_ONCE_EXAMPLES = `
Examples:
  ecs-preflight run-once --cluster main --task-definition web:7 --subnets subnet-0a1b --assign-public-ip -- true
  ecs-preflight run-once --cluster main --task-definition migrate --launch-type EC2

The task is stopped and awaited in every case, also on Ctrl-C. Exit status: 0 it ended with exit code 0; 1 it did not, and
what failed is named; 2 wrong usage, or interrupted.`;

function addRunOnce(program: Command, output: Output, end: (status: number) => void): void {
  program
    .command("run-once")
    .description("run a short-lived task in the account, wait until it is stopped, and require exit code 0")
    .argument("[command...]", "replaces the image's CMD, after --; else the image's own runs")
    .addHelpText("after", RUN_ONCE_EXAMPLES)
    .requiredOption("--cluster <cluster>", "name or ARN")
    .requiredOption("--task-definition <task definition>", "ARN, or family:revision")
    .option("--container <name>", "the container that counts (default: the first essential one)")
    .option("--subnets <ids>", "for network mode awsvpc; comma-separated", commaList)
    .option("--security-groups <ids>", "comma-separated", commaList)
    .option("--assign-public-ip", "give the task a public address")
    .addOption(
      new Option("--launch-type <type>", "where it runs")
        .choices(["FARGATE", "EC2", "EXTERNAL"])
        .conflicts("capacityProvider"),
    )
    .option("--capacity-provider <name>", "instead of --launch-type")
    .option("--platform-version <version>", "of Fargate (default: LATEST)")
    .option("--region <region>", "AWS region (default: the environment's)", region)
    .option("--profile <name>", "profile of the AWS configuration files (default: the environment's)")
    .option("--timeout <seconds>", "give up after so long", seconds, 300)
    .option("--log-lines <count>", "log lines shown on failure; 0 reads no log", lines, 20)
    .addOption(
      new Option("--format <format>", "how to print the result").choices([...FORMATS]).default("tree"),
    )
    .action(async (command: readonly string[], flags: Omit<RunOnceOptions, "command">) => {
      end(await runOnce({ ...flags, command }, output));
    });
}

function addInit(program: Command, output: Output, end: (status: number) => void): void {
  program
    .command("init")
    .description("name the provider plugin of the canaries in Pulumi.yaml")
    .argument("[directory]", "folder of Pulumi.yaml", ".")
    .action((directory: string) => end(init(directory, output)));
}

/** Commander has already printed what it throws; everything else is printed here, without a stack. */
function report(error: unknown, output: Output): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.nothingMandatory : EXIT.failed;
  const { colors } = output;
  const message = error instanceof Error ? error.message : String(error);
  output.stderr(`${colors.red("error:")} ${printable(message)}\n`);
  const hint = error instanceof UsageError || error instanceof PreviewError ? error.hint : undefined;
  if (hint !== undefined) output.stderr(`${printable(hint)}\n`);
  return EXIT.failed;
}
