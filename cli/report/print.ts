import type { Analysis } from "../../policies/analysis";
import { EXIT } from "../exit-status";
import type { Output } from "../output";
import { printableDeep, printableJson } from "./printable";
import { toResult, type Presentation } from "./result";
import { renderTree } from "./tree";

export const FORMATS = ["tree", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** Prints an analysis and says with which status the command ends. */
export function printAnalysis(
  analysis: Analysis,
  presentation: Presentation,
  format: Format,
  output: Output,
): number {
  const result = toResult(analysis, presentation);
  if (format === "json") output.stdout(printableJson(result) + "\n");
  else output.stdout(renderTree(printableDeep(result), output.colors));
  return result.summary.mandatory > 0 ? EXIT.mandatory : EXIT.nothingMandatory;
}
