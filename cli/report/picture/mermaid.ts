import { COLORS, FILLS, linesOf, type NodeKind, type Picture, type PictureNode } from "./picture";

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  launch: ["[[", "]]"],
  role: ["{{", "}}"],
  network: ["[", "]"],
  endpoint: [">", "]"],
  group: ["(", ")"],
  service: ["([", "])"],
  other: ["[/", "/]"],
};

/** The picture as a Mermaid flowchart, as GitHub and many wikis show it. */
export function renderMermaid({ nodes, edges }: Picture): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodeLine = (node: PictureNode): string => {
    const [open, close] = SHAPES[node.kind];
    const state = node.verdict === undefined ? "" : `:::${node.verdict}`;
    return `${ids.get(node.id) ?? ""}${open}${quoted(linesOf(node).join("<br>"))}${close}${state}`;
  };
  const boxes = [...new Set(nodes.flatMap(({ box }) => box ?? []))];
  return [
    "flowchart LR",
    ...nodes.filter(({ box }) => box === undefined).map((node) => `  ${nodeLine(node)}`),
    ...boxes.flatMap((box, index) => [
      `  subgraph vpc${index}[${quoted(`VPC ${box}`)}]`,
      ...nodes.filter((node) => node.box === box).map((node) => `    ${nodeLine(node)}`),
      "  end",
    ]),
    ...edges.map(
      ({ from, to, label }) =>
        `  ${ids.get(from) ?? ""} -->${label === "" ? "" : `|${quoted(label)}|`} ${ids.get(to) ?? ""}`,
    ),
    ...(["met", "unmet", "unknown"] as const).map(
      (verdict) =>
        `  classDef ${verdict} stroke:${COLORS[verdict]},color:${COLORS[verdict]},fill:${FILLS[verdict]}${verdict === "unknown" ? ",stroke-dasharray:4" : ""}`,
    ),
    "",
  ].join("\n");
}

/** Mermaid reads entities in quoted labels, and takes a number sign as the beginning of one. */
function quoted(text: string): string {
  const clean = text
    .replaceAll("#", "#35;")
    .replaceAll('"', "#quot;")
    .replaceAll("<br>", "\n")
    .replaceAll("<", "#lt;")
    .replaceAll(">", "#gt;")
    .replaceAll("\n", "<br>");
  return `"${clean}"`;
}
