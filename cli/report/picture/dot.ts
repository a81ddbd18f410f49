import { COLORS, FILLS, LEGEND, linesOf, type NodeKind, type Picture, type PictureNode } from "./picture";

const SHAPES: Readonly<Record<NodeKind, string>> = {
  launch: "box3d",
  role: "octagon",
  network: "box",
  endpoint: "tab",
  group: "note",
  service: "ellipse",
  other: "component",
};
/** The Graphviz build takes its widths from these fonts; a browser finds the next of the family. */
const FONT = `fontname="Helvetica,Arial,sans-serif"`;

/** The picture in the language of Graphviz. */
export function renderDot({ nodes, edges }: Picture): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const boxes = [...new Set(nodes.flatMap(({ box }) => box ?? []))];
  const nodeLine = (node: PictureNode): string => `${ids.get(node.id) ?? ""} [${attributesOf(node)}];`;
  return [
    "digraph launches {",
    `  graph [rankdir=LR, ${FONT}, fontsize=11, nodesep=0.25, ranksep=0.6, labelloc=b, label=${quoted(nodes.length === 0 ? "no launch" : LEGEND)}];`,
    `  node [${FONT}, fontsize=11, style="filled", margin="0.25,0.08", fillcolor="#ffffff", color="#57606a"];`,
    `  edge [${FONT}, fontsize=9, color="#57606a", arrowsize=0.7];`,
    ...nodes.filter(({ box }) => box === undefined).map((node) => `  ${nodeLine(node)}`),
    ...boxes.flatMap((box, index) => [
      `  subgraph cluster_${index} {`,
      `    label=${quoted(`VPC ${box}`)}; labelloc=t; style="rounded"; color="#8c959f";`,
      ...nodes.filter((node) => node.box === box).map((node) => `    ${nodeLine(node)}`),
      "  }",
    ]),
    ...edges.map(
      ({ from, to, label }) =>
        `  ${ids.get(from) ?? ""} -> ${ids.get(to) ?? ""}${label === "" ? "" : ` [label=${quoted(label)}]`};`,
    ),
    "}",
    "",
  ].join("\n");
}

function attributesOf(node: PictureNode): string {
  const { kind, verdict, because } = node;
  const attributes = [`label=${quoted(linesOf(node).join("\n"))}`, `shape=${SHAPES[kind]}`];
  if (verdict !== undefined)
    attributes.push(
      `color="${COLORS[verdict]}"`,
      `fontcolor="${COLORS[verdict]}"`,
      `fillcolor="${FILLS[verdict]}"`,
      `penwidth=${verdict === "unmet" ? 2 : 1.2}`,
    );
  if (verdict === "unknown") attributes.push(`style="filled,dashed"`);
  if (because !== undefined) attributes.push(`tooltip=${quoted(because)}`);
  return attributes.join(", ");
}

const quoted = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
