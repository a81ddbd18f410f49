import type { Requirement } from "../../../launch/launch";

/** Launches with what they rest on, as a graph. The formats draw it. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** What a node stands for; the formats give each a shape. */
export type NodeKind = "launch" | "role" | "network" | "endpoint" | "group" | "service" | "other";

export interface PictureNode {
  /** URN, ARN, or a text that no resource has. */
  readonly id: string;
  readonly kind: NodeKind;
  /** What it is, such as `security group`. */
  readonly noun: string;
  readonly name: string;
  /** The worst that the requirements on it say; undefined where none speaks of it. */
  readonly verdict: Requirement["verdict"]["is"] | undefined;
  /** Ids of the rules that it breaks. */
  readonly breaks: readonly string[];
  /** Why, for a tooltip. */
  readonly because: string | undefined;
  /** The VPC it is drawn in. */
  readonly box: string | undefined;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Green, red and grey, dark enough to read on white. */
export const COLORS = { met: "#1a7f37", unmet: "#cf222e", unknown: "#6e7781" } as const;
export const FILLS = { met: "#e9f7ec", unmet: "#ffebe9", unknown: "#f2f3f5" } as const;
/** For who sees no colours. */
export const MARKS = { met: "✔", unmet: "✘", unknown: "?" } as const;
export const LEGEND = "✔ green: met    ✘ red: unmet    ? grey: unknown";

/** The lines that a node shows. */
export function linesOf({ noun, name, verdict, breaks }: PictureNode): readonly string[] {
  const mark = verdict === undefined ? "" : `${MARKS[verdict]} `;
  return [`${mark}${noun}`, name, ...breaks];
}
