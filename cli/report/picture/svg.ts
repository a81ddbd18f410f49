import type { Picture } from "./picture";
import { renderDot } from "./dot";

/** The picture, laid out by Graphviz as WebAssembly: nothing has to be installed for it. */
export async function renderSvg(picture: Picture): Promise<string> {
  // Over a megabyte: loaded by who asks for it.
  const { instance } = await import("@viz-js/viz");
  const viz = await instance();
  return viz.renderString(renderDot(picture), { format: "svg" });
}
