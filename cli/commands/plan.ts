import { readFileSync } from "node:fs";
import { Unknown } from "../../launch/known";
import { field, isObject, parseJson } from "../../launch/json";
import { Catalogue } from "../../launch/model/catalogue";
import type { CloudModel } from "../../launch/model/cloud-model";
import { emptyCloud } from "../../launch/model/empty-cloud";
import { readApiTaskDefinition } from "../../launch/model/read-task-definition";
import type { TaskDefinition } from "../../launch/model/task-definition";
import { analyse } from "../../policies/analysis";
import { applyLevels, type PackConfig } from "../../policies/settings";
import { RULES } from "../../policies/registry";
import { UsageError } from "../exit-status";
import { faultOfFile, faultOfJson } from "../input-fault";
import type { Output } from "../output";
import { printAnalysis, type AnalysisFormat } from "../report/print";

export interface PlanOptions {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly format: AnalysisFormat;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly config: PackConfig;
}

/** Judges a task definition as JSON, without a program and without network facts. */
export function plan(options: PlanOptions, output: Output): Promise<number> {
  const taskDefinition = readFile(options);
  const model = modelOf(taskDefinition, options.account);
  const { rules, settings } = applyLevels(RULES, options.config);
  const analysis = analyse(model, rules, settings);
  const presentation = { locate: () => undefined, secrets: new Set<string>() };
  return printAnalysis(analysis, model, presentation, options.format, output);
}

function readFile({ file, region }: PlanOptions): TaskDefinition {
  const json = taskDefinitionIn(parse(file), file);
  const arn = field(json, "taskDefinitionArn");
  const family = field(json, "family");
  const name = typeof family === "string" && family !== "" ? family : file;
  const ref = { id: `file:${file}`, name };
  return readApiTaskDefinition(
    json,
    ref,
    region ?? (typeof arn === "string" ? arn.split(":")[3] : undefined),
  );
}

function parse(file: string): unknown {
  const text = read(file).replace(/^\uFEFF/, "");
  const name = file === "-" ? "standard input" : file;
  if (text.trim() === "") throw new UsageError(`${name} is empty.`, EXPECTED);
  const parsed = parseJson(text);
  if (parsed !== undefined) return parsed.value;
  const fault = faultOfJson(text);
  throw new UsageError(`${name} is not JSON${fault === "" ? "" : `: ${fault}`}.`, EXPECTED);
}

const EXPECTED = "Give a task definition as `aws ecs describe-task-definition` prints it.";

function read(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UsageError(`${faultOfFile(file, error, "a JSON file")}.`);
  }
}

/** The answer of `describe-task-definition`, its member, the input of `register-task-definition`, or bare containers. */
function taskDefinitionIn(json: unknown, file: string): unknown {
  if (Array.isArray(json)) return { containerDefinitions: json };
  const inner = field(json, "taskDefinition");
  if (isObject(inner)) return inner;
  if (
    isObject(json) &&
    (field(json, "containerDefinitions") !== undefined || field(json, "family") !== undefined)
  )
    return json;
  throw new UsageError(
    `${file} holds no task definition: there is neither \`containerDefinitions\` nor \`taskDefinition\` in it.`,
    "Give the answer of `aws ecs describe-task-definition`, or the input of `aws ecs register-task-definition`.",
  );
}

function modelOf(taskDefinition: TaskDefinition, account: string | undefined): CloudModel {
  return {
    ...emptyCloud(account ?? new Unknown("no account is given")),
    taskDefinitions: new Catalogue([taskDefinition], () => []),
    waitsOf: () => ({ on: new Set(), open: "a file shows no program" }),
  };
}
