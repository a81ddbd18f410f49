import { analyse } from "../../policies/analysis";
import { notJudgedIn } from "../../policies/not-judged";
import { RULES } from "../../policies/registry";
import { applyLevels, type PackConfig } from "../../policies/settings";
import { toCloudModel } from "../../policies/stack-model";
import type { Stack } from "../../policies/stack";
import type { Output } from "../output";
import { previewProgram, type PreviewOptions } from "../preview/preview";
import { printAnalysis, type AnalysisFormat } from "../report/print";
import { printable } from "../report/printable";
import { redact } from "../redact";

export interface PreviewCommandOptions extends PreviewOptions {
  readonly format: AnalysisFormat;
  readonly policyConfig: PackConfig;
}

/** Previews a Pulumi program in the embedded engine and judges its launches. */
export async function preview(options: PreviewCommandOptions, output: Output): Promise<number> {
  const { format, policyConfig, ...program } = options;
  if (output.interactive) output.stderr(`Previewing ${options.directory} …\n`);
  const { stack, secrets, log, notices, unansweredFunctions } = await previewProgram({
    ...program,
    ...regionAndAccount(options),
  });
  for (const { severity, message } of log) {
    if (severity !== "debug" && severity !== "info") {
      output.stderr(`${severity}: ${printable(redact(message, secrets))}\n`);
    }
  }
  for (const notice of notices) output.stderr(`notice: ${printable(notice)}\n`);
  if (unansweredFunctions.length > 0) {
    const names = [...new Set(unansweredFunctions.map(({ token }) => token))].join(", ");
    output.stderr(`notice: without an account these functions stay unknown: ${names}\n`);
  }
  return judge(stack, secrets, format, policyConfig, output);
}

function regionAndAccount({ region, account, policyConfig }: PreviewCommandOptions): Partial<PreviewOptions> {
  const chosen = { region: region ?? policyConfig.region, account: account ?? policyConfig.account };
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
}

async function judge(
  stack: Stack,
  secrets: ReadonlySet<string>,
  format: AnalysisFormat,
  config: PackConfig,
  output: Output,
): Promise<number> {
  const { rules, settings } = applyLevels(RULES, config);
  const notJudged = notJudgedIn(stack);
  const model = toCloudModel(stack);
  const analysis = analyse(model, rules, settings, notJudged);
  if (analysis.launches.length === 0) {
    const more = notJudged.length > 0 ? ", and the ECS-like resources below are not judged" : "";
    output.stderr(`notice: this program makes no ECS launch${more}.\n`);
  }
  const locations = new Map(stack.resources.map(({ urn, location }) => [urn, location]));
  return printAnalysis(analysis, model, { locate: (id) => locations.get(id), secrets }, format, output);
}
