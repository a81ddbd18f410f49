import { isUnknown } from "../../../launch/known";
import type { Requirement } from "../../../launch/launch";
import type { CloudModel } from "../../../launch/model/cloud-model";
import type { ResourceRef } from "../../../launch/reference";
import type { Analysis, JudgedLaunch } from "../../../policies/analysis";
import { nameOf } from "../../../launch/network/services";
import type { NetworkPath } from "../../../launch/network/network-paths";
import { drawNetwork } from "./draw-network";
import type { NodeKind, Picture, PictureEdge, PictureNode } from "./picture";

/** Collects nodes and edges: what several launches share is drawn once. */
export class Canvas {
  private readonly nodes = new Map<string, Omit<PictureNode, "verdict" | "breaks" | "because">>();
  private readonly edges = new Map<string, PictureEdge>();

  node({ id, name }: ResourceRef, kind: NodeKind, noun: string, box?: string): string {
    if (!this.nodes.has(id)) this.nodes.set(id, { id, name, kind, noun, box });
    return id;
  }

  edge(from: string, to: string, label = ""): void {
    this.edges.set(`${from}\n${to}\n${label}`, { from, to, label });
  }

  has(id: string): boolean {
    return this.nodes.has(id);
  }

  finish(requirements: readonly Requirement[], paths: readonly NetworkPath[]): Picture {
    const on = new Map<string, Requirement[]>();
    for (const requirement of requirements) {
      const { id } = requirement.resource;
      on.set(id, [...(on.get(id) ?? []), requirement]);
    }
    const to = new Map<string, NetworkPath[]>();
    for (const path of paths) {
      const name = nameOf(path.service);
      to.set(name, [...(to.get(name) ?? []), path]);
    }
    return {
      nodes: [...this.nodes.values()].map((node) =>
        node.kind === "service"
          ? { ...node, breaks: [], ...worstOf(to.get(node.id) ?? []) }
          : { ...node, ...stateOf(on.get(node.id) ?? []) },
      ),
      edges: [...this.edges.values()],
    };
  }
}

const WORST = ["unmet", "unknown", "met"] as const;

/** The worst verdict, and why. */
function worstOf(judged: readonly Pick<Requirement, "verdict">[]): Pick<PictureNode, "verdict" | "because"> {
  const worst = WORST.find((is) => judged.some(({ verdict }) => verdict.is === is));
  const decisive = judged.filter(({ verdict }) => verdict.is === worst);
  const because = [...new Set(decisive.map(({ verdict }) => verdict.because))].join("; ");
  return { verdict: worst, because: worst === undefined ? undefined : because };
}

function stateOf(requirements: readonly Requirement[]): Pick<PictureNode, "verdict" | "breaks" | "because"> {
  const breaks = requirements.flatMap(({ rule, verdict }) => (verdict.is === "unmet" ? [rule] : []));
  return { ...worstOf(requirements), breaks: [...new Set(breaks)] };
}

/** Draws every launch with its roles, its network, and whatever else one of its requirements speaks of. */
export function draw({ launches }: Analysis, model: CloudModel): Picture {
  const canvas = new Canvas();
  for (const judged of launches) drawLaunch(judged, model, canvas);
  return canvas.finish(
    launches.flatMap(requirementsOf),
    launches.flatMap(({ networkPaths }) => networkPaths),
  );
}

/** The sum of what is unknown says nothing of the resource it stands on. */
const requirementsOf = ({ requirements }: JudgedLaunch): readonly Requirement[] =>
  requirements.filter(({ rule }) => rule !== "launch-decided");

function drawLaunch(judged: JudgedLaunch, model: CloudModel, canvas: Canvas): void {
  const { taskDefinition, site } = judged.launch;
  const task = canvas.node(taskDefinition.ref, "launch", "task definition");
  if (site !== undefined) canvas.edge(canvas.node(site.ref, "launch", site.kind.replaceAll("-", " ")), task);
  for (const [reference, noun] of [
    [taskDefinition.executionRole, "execution role"],
    [taskDefinition.taskRole, "task role"],
  ] as const) {
    const role = model.roles.resolve(reference);
    if (role !== undefined && !isUnknown(role)) canvas.edge(task, canvas.node(role.ref, "role", noun));
  }
  drawNetwork(judged.launch, judged.networkPaths, model, canvas);
  for (const { resource, stage } of requirementsOf(judged)) {
    if (canvas.has(resource.id)) continue;
    canvas.edge(task, canvas.node(resource, "other", nounOf(resource.id)), stage);
  }
}

/** `target group`, of `…::aws:lb/targetGroup:TargetGroup::web`. */
function nounOf(id: string): string {
  const type = id.split("::")[2]?.split(":").at(-1) ?? "resource";
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
