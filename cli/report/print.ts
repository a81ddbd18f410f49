import type { CloudModel } from "../../launch/model/cloud-model";
import type { Analysis } from "../../policies/analysis";
import { EXIT } from "../exit-status";
import type { Output } from "../output";
import { redact } from "../redact";
import { draw } from "./picture/draw";
import { renderDot } from "./picture/dot";
import { renderMermaid } from "./picture/mermaid";
import { renderSvg } from "./picture/svg";
import { printableDeep, printableJson } from "./printable";
import { toResult, type Presentation } from "./result";
import { renderTree } from "./tree";

export const FORMATS = ["tree", "json"] as const;
const PICTURES = ["dot", "mermaid", "svg"] as const;
/** Of what is judged as a whole; what explains one message has no picture. */
export const ANALYSIS_FORMATS = [...FORMATS, ...PICTURES] as const;
export type Format = (typeof FORMATS)[number];
export type AnalysisFormat = (typeof ANALYSIS_FORMATS)[number];

/** Prints an analysis and says with which status the command ends. */
export async function printAnalysis(
  analysis: Analysis,
  model: CloudModel,
  presentation: Presentation,
  format: AnalysisFormat,
  output: Output,
): Promise<number> {
  const result = toResult(analysis, presentation);
  if (format === "json") output.stdout(printableJson(result) + "\n");
  else if (format === "tree") output.stdout(renderTree(printableDeep(result), output.colors));
  else {
    const picture = printableDeep(redact(draw(analysis, model), presentation.secrets));
    const render = { dot: renderDot, mermaid: renderMermaid, svg: renderSvg }[format];
    output.stdout(await render(picture));
  }
  return result.summary.mandatory > 0 ? EXIT.mandatory : EXIT.nothingMandatory;
}
