import { Option, type Command } from "commander";
import { LOCK_FILE } from "../../components/lock/lock-file";
import { account, keyValue, region, seconds } from "../arguments";
import type { Output } from "../output";
import { FORMATS } from "../report/print";
import { pin, type PinOptions } from "./pin";

/** `ecs-preflight pin`, as the shell calls it. */
export function addPin(program: Command, output: Output, end: (status: number) => void): void {
  const collect = (name: string, before: readonly string[]): readonly string[] => [...before, name];
  program
    .command("pin")
    .description(`write the digests of the images that a program gives to pinImage to ${LOCK_FILE}`)
    .argument("[directory]", "folder of Pulumi.yaml", ".")
    .option("--update", "ask the registries again for the images that are locked already")
    .option("--image <reference>", "only this image, as it stands in the lock file; runs no program")
    .option("--lock-file <file>", `for --image (default: ${LOCK_FILE} beside Pulumi.yaml)`)
    .option("--check", "change nothing and ask nobody: is the lock file what the program needs?")
    .addOption(
      new Option("--stack <name>", "only this stack, and nothing is removed; repeatable")
        .argParser(collect)
        .default([], "each with a configuration file, else dev"),
    )
    .option("--config <key=value>", "set a configuration value; repeatable", keyValue, {})
    .option("--region <region>", "AWS region, where the program and its configuration state none", region)
    .option("--account <id>", "AWS account the stack deploys to", account)
    .option("--profile <name>", "profile of the AWS configuration files, for ECR (default: the program's)")
    .option("--timeout <seconds>", "give up on the program after so long", seconds, 120)
    .addOption(
      new Option("--format <format>", "how to print the result").choices([...FORMATS]).default("tree"),
    )
    .addHelpText(
      "after",
      "\nThe program is previewed for each stack with a configuration file, without an account.\n" +
        "Exit status: 0 the lock file is as it should be, 1 an image could not be pinned or --check found a difference,\n" +
        "2 wrong usage or the program failed.",
    )
    .action(async (directory: string, flags: Omit<PinOptions, "directory">) => {
      end(await pin({ ...flags, directory }, output));
    });
}
