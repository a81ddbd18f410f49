import { isUnknown, type Unknown } from "../known";
import type { Container, TaskDefinition } from "./task-definition";

/** Container names and the names of those that each waits for. */
export type ContainerGraph = ReadonlyMap<string, readonly string[]>;

/** What can be said of the containers of a task by name. */
export interface NamedContainers {
  readonly byName: ReadonlyMap<string, Container>;
  /** Why there may be more than these; `undefined` when these are all. */
  readonly open: Unknown | undefined;
}

export function namedContainers({ containers }: TaskDefinition): NamedContainers {
  if (isUnknown(containers)) return { byName: new Map(), open: containers };
  const byName = new Map<string, Container>();
  let open: Unknown | undefined;
  for (const container of containers) {
    if (isUnknown(container)) open ??= container;
    else if (isUnknown(container.name)) open ??= container.name;
    else if (container.name !== undefined) byName.set(container.name, container);
  }
  return { byName, open };
}

/** The part of `link` before the colon: `db:database` reaches container `db` as `database`. */
export const linkedContainer = (link: string): string => link.split(":", 1)[0] ?? link;

/** The first round trip through the graph, such as `["api", "db", "api"]`. */
export function findCycle(graph: ContainerGraph): readonly string[] | undefined {
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const cycle = cycleFrom(start, graph, done);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** Depth-first without recursion: a hostile task definition may be deep. */
function cycleFrom(start: string, graph: ContainerGraph, done: Set<string>): readonly string[] | undefined {
  const path: { readonly name: string; next: number }[] = done.has(start) ? [] : [{ name: start, next: 0 }];
  const onPath = new Set([start]);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = graph.get(top.name)?.[top.next];
    top.next += 1;
    if (next === undefined) {
      done.add(top.name);
      onPath.delete(top.name);
      path.pop();
    } else if (onPath.has(next)) {
      const names = path.map(({ name }) => name);
      return [...names.slice(names.indexOf(next)), next];
    } else if (!done.has(next)) {
      onPath.add(next);
      path.push({ name: next, next: 0 });
    }
  }
  return undefined;
}
