import type { Task } from "@aws-sdk/client-ecs";
import { describeDefinition, startTask, watchTask, type Started } from "./one-task";
import type { Surroundings } from "./ports";
import type { Expectation, StartCanarySpec } from "./specification";
import { containerOf } from "./unfit";

type OpenPort = Extract<Expectation, { kind: "open-port" }>;

/** Looks once whether the task's port is open: by a helper task in the same network, else from here. */
export async function portIsOpen(
  { port, helper }: OpenPort,
  spec: StartCanarySpec,
  task: Task,
  surroundings: Surroundings,
  started: Started,
  signal: AbortSignal,
): Promise<boolean> {
  const host = addressOf(task);
  if (host === undefined) return false;
  if (helper === undefined) return surroundings.connects(host, port, signal);
  const definition = await describeDefinition(surroundings, helper.taskDefinition, signal);
  const container = containerOf(definition, helper.container, helper.taskDefinition);
  const command = helper.command.map((word) =>
    word.replaceAll("{host}", host).replaceAll("{port}", String(port)),
  );
  const request: StartCanarySpec = {
    ...spec,
    taskDefinition: helper.taskDefinition,
    mode: "command",
    container,
    command,
  };
  surroundings.progress(`a helper task looks at port ${port}`);
  const looking = await startTask(surroundings, request, started, signal);
  return watchTask(surroundings, spec.cluster, looking.taskArn ?? "", signal, (seen) => {
    if (seen.lastStatus !== "STOPPED") return Promise.resolve(undefined);
    started.tasks.delete(seen.taskArn ?? "");
    return Promise.resolve(seen.containers?.find(({ name }) => name === container)?.exitCode === 0);
  });
}

/** The private address of the task's own network interface; undefined in the modes bridge and host. */
export function addressOf(task: Task): string | undefined {
  const details = (task.attachments ?? []).flatMap(({ details: all }) => all ?? []);
  return (
    details.find(({ name }) => name === "privateIPv4Address")?.value ??
    task.containers?.flatMap(({ networkInterfaces }) => networkInterfaces ?? [])[0]?.privateIpv4Address
  );
}
