import { isKnown, isUnknown, type Known, type Unknown } from "../../launch/known";
import type { Launch } from "../../launch/launch";
import { fault, suspect, type Answer } from "../../launch/model/answer";
import {
  findCycle,
  linkedContainer,
  namedContainers,
  type NamedContainers,
} from "../../launch/model/container-graph";
import type { Container, ContainerDependency } from "../../launch/model/task-definition";
import { met, unknown } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

const CONDITIONS: readonly string[] = ["START", "COMPLETE", "SUCCESS", "HEALTHY"];

export const containerDependenciesValid: Rule = {
  id: "container-dependencies-valid",
  title: "Containers wait only for what can happen",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS rejects a task definition in which a container waits for one that is not there, for a state it cannot reach, or for itself.",
  remedy: "Let the container wait for another container of the task, in a state which that one can reach.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
    "https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/dependencygraph/graph.go",
  ],
  evidence: "observed",
  stoppedReasons: [
    "Cannot depend on container",
    "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container",
    "A dependency container with HEALTHY condition must have health check configured",
    "Container links should not have a cycle",
    "Task dependencies cannot be resolved",
  ],
  decidedBy: "resource",
  *judge(launch) {
    const named = namedContainers(launch.taskDefinition);
    yield* eachContainer(launch, "dependencies can be met", function* (container, name) {
      yield* judgeDependencies(container, name, named);
      yield* judgeNames(container.links, {
        subject: (link) => `container ${name} can be linked to ${linkedContainer(link)}`,
        target: linkedContainer,
        stoppedReason: () => "ClientException",
        named,
      });
      yield* judgeNames(container.volumesFrom, {
        subject: (source) => `container ${name} can take the volumes of ${source}`,
        target: (source) => source,
        stoppedReason: (target) => `Invalid 'volumesFrom' setting. Unknown container: '${target}'.`,
        named,
      });
    });
    yield* judgeCycles(launch, named);
  },
};

function* judgeDependencies(
  { dependsOn }: Container,
  name: string,
  named: NamedContainers,
): Iterable<Judgement> {
  if (isUnknown(dependsOn)) {
    yield { subject: `dependencies of container ${name} can be met`, verdict: unknown(dependsOn.because) };
    return;
  }
  for (const [index, dependency] of dependsOn.entries()) {
    const target = isUnknown(dependency) ? dependency : dependency.containerName;
    const written = typeof target === "string" ? target : `number ${index + 1} of its list`;
    yield {
      subject: `container ${name} can wait for ${written}`,
      ...judgeDependency(dependency, named),
    };
  }
}

function judgeDependency(dependency: Known<ContainerDependency>, named: NamedContainers): Answer {
  if (isUnknown(dependency)) return { verdict: unknown(dependency.because) };
  const { containerName, condition } = dependency;
  if (isUnknown(containerName)) return { verdict: unknown(containerName.because) };
  if (containerName === undefined)
    return fault("the dependency names no container", { remedy: "Set its `containerName`." });
  if (isKnown(condition)) {
    const wrong = judgeCondition(condition);
    if (wrong !== undefined) return wrong;
  }
  const target = named.byName.get(containerName);
  if (target === undefined) {
    return named.open === undefined
      ? fault(`the task has no container ${containerName}, only ${[...named.byName.keys()].join(", ")}`, {
          stoppedReason: `Cannot depend on container + '${containerName}' because it does not exist`,
        })
      : { verdict: unknown(named.open.because) };
  }
  if (isUnknown(condition)) return { verdict: unknown(condition.because) };
  return judgeTarget(target, containerName, String(condition));
}

function judgeCondition(condition: string | undefined): Answer | undefined {
  const remedy = `Set \`condition\` to one of ${CONDITIONS.join(", ")}.`;
  if (condition === undefined) return fault("the dependency names no condition", { remedy });
  if (CONDITIONS.includes(condition)) return undefined;
  if (CONDITIONS.includes(condition.toUpperCase())) {
    return suspect(
      `whether ECS takes ${condition} for ${condition.toUpperCase()} is not certain`,
      `the API's word is ${condition.toUpperCase()}, not ${condition}`,
      remedy,
    );
  }
  return fault(`${condition} is no condition that ECS knows`, {
    remedy,
  });
}

function judgeTarget(target: Container, name: string, condition: string): Answer {
  if (condition === "HEALTHY") {
    const check = target.healthCheck;
    if (isUnknown(check)) return { verdict: unknown(check.because) };
    if (check === undefined) {
      return fault(
        `container ${name} has no healthCheck here, and ECS does not read the image's HEALTHCHECK`,
        {
          stoppedReason: "A dependency container with HEALTHY condition must have health check configured",
          remedy: `Give container ${name} a \`healthCheck\`, or wait for START.`,
        },
      );
    }
    return { verdict: met(`container ${name} has a health check`) };
  }
  if (condition === "START") return { verdict: met(`container ${name} starts`) };
  if (isUnknown(target.essential)) return { verdict: unknown(target.essential.because) };
  if (!target.essential) return { verdict: met(`container ${name} may end without the task`) };
  return fault(`container ${name} is essential, so the task stops when it ends`, {
    stoppedReason:
      "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container",
    remedy: `Set \`essential: false\` for container ${name}.`,
  });
}

interface NamesOf {
  readonly subject: (written: string) => string;
  readonly target: (written: string) => string;
  readonly stoppedReason: (target: string) => string;
  readonly named: NamedContainers;
}

function* judgeNames(
  list: Known<readonly Known<string | undefined>[]>,
  { subject, target, stoppedReason, named }: NamesOf,
): Iterable<Judgement> {
  for (const written of isUnknown(list) ? [list] : list) {
    if (written === undefined) continue;
    if (isUnknown(written)) {
      yield { subject: subject("a container not known yet"), verdict: unknown(written.because) };
      continue;
    }
    const name = target(written);
    const there = subject(written);
    if (named.byName.has(name)) yield { subject: there, verdict: met(`the task has a container ${name}`) };
    else if (named.open !== undefined) yield { subject: there, verdict: unknown(named.open.because) };
    else {
      yield {
        subject: there,
        ...fault(`the task has no container ${name}`, {
          stoppedReason: stoppedReason(name),
          remedy: "Name a container of this task.",
        }),
      };
    }
  }
}

/** What makes one container wait for another, by itself and all together. */
const EDGES: readonly {
  readonly what: string;
  readonly stoppedReason?: string;
  readonly of: (container: Container) => Known<readonly Known<string | undefined>[]>;
}[] = [
  {
    what: "dependsOn",
    of: ({ dependsOn }) =>
      isUnknown(dependsOn)
        ? dependsOn
        : dependsOn.map((dependency) => (isUnknown(dependency) ? dependency : dependency.containerName)),
  },
  {
    what: "links",
    stoppedReason: "Container links should not have a cycle",
    of: ({ links }) =>
      isUnknown(links) ? links : links.map((link) => (isUnknown(link) ? link : linkedContainer(link))),
  },
  { what: "volumesFrom", of: ({ volumesFrom }) => volumesFrom },
];

function* judgeCycles({ taskDefinition }: Launch, named: NamedContainers): Iterable<Judgement> {
  const everything = new Map<string, string[]>();
  const subject = `no container of ${taskDefinition.ref.name} waits for itself`;
  let open: Unknown | undefined = named.open;
  for (const { what, of, stoppedReason } of EDGES) {
    const graph = new Map<string, string[]>();
    for (const [name, container] of named.byName) {
      const targets = of(container);
      for (const target of isUnknown(targets) ? [targets] : targets) {
        if (isUnknown(target)) open ??= target;
        else if (target !== undefined) graph.set(name, [...(graph.get(name) ?? []), target]);
      }
      everything.set(name, [...(everything.get(name) ?? []), ...(graph.get(name) ?? [])]);
    }
    const cycle = findCycle(graph);
    if (cycle !== undefined) {
      yield {
        subject,
        ...fault(`${what} go round: ${cycle.join(" → ")}`, {
          stoppedReason: stoppedReason ?? "Task dependencies cannot be resolved",
          remedy: `Break the circle ${cycle.join(" → ")}.`,
        }),
      };
      return;
    }
  }
  if ([...everything.values()].every((targets) => targets.length === 0)) return;
  const mixed = findCycle(everything);
  if (mixed !== undefined) {
    const circle = mixed.join(" → ");
    yield {
      subject,
      ...suspect(
        "not every launch type orders volumesFrom and links as the agent does",
        `dependsOn, links and volumesFrom together go round: ${circle}`,
        `Break the circle ${circle}.`,
      ),
    };
  } else if (open !== undefined) yield { subject, verdict: unknown(open.because) };
  else yield { subject, verdict: met("the dependencies have an order") };
}
