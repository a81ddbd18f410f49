import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RunTaskCommand,
  StopTaskCommand,
} from "@aws-sdk/client-ecs";
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { wallClock } from "./deadline";
import type { Clock, Ecs, Logs, Surroundings } from "./ports";

/** Which account and region; what is left out comes from the environment, as for the AWS CLI. */
export interface Account {
  readonly region?: string;
  readonly profile?: string;
}

/** The AWS API, the wall clock and the network. */
export function surroundingsOf(
  account: Account,
  progress: (line: string) => void,
  clock: Clock = wallClock,
): Surroundings {
  return {
    clock,
    ecs: ecsOf(account),
    logs: logsOf(account),
    connects,
    progress,
    token: randomUUID,
  };
}

// What is repeated is repeated in api-call.ts, where it counts against the run's time.
const once = { maxAttempts: 1 };

function ecsOf(account: Account): Ecs {
  let client = new ECSClient({ ...account, ...once });
  return {
    renewCredentials: () => {
      client.destroy();
      client = new ECSClient({ ...account, ...once });
    },
    runTask: async (request, abortSignal) => {
      const { tasks = [], failures = [] } = await client.send(new RunTaskCommand(request), { abortSignal });
      return { tasks, failures };
    },
    describeTasks: async (cluster, tasks, abortSignal) => {
      const command = new DescribeTasksCommand({ cluster, tasks: [...tasks] });
      const { tasks: described = [], failures = [] } = await client.send(command, { abortSignal });
      return { tasks: described, failures };
    },
    listTasks: async (filter, abortSignal) => {
      const { taskArns = [] } = await client.send(new ListTasksCommand(filter), { abortSignal });
      return taskArns;
    },
    stopTask: async (cluster, task, reason, abortSignal) => {
      await client.send(new StopTaskCommand({ cluster, task, reason }), { abortSignal });
    },
    describeServices: async (cluster, service, abortSignal) => {
      const command = new DescribeServicesCommand({ cluster, services: [service] });
      const { services = [], failures = [] } = await client.send(command, { abortSignal });
      return { services, failures };
    },
    describeTaskDefinition: async (taskDefinition, abortSignal) => {
      const command = new DescribeTaskDefinitionCommand({ taskDefinition });
      const answer = await client.send(command, { abortSignal });
      return answer.taskDefinition ?? {};
    },
  };
}

function logsOf(account: Account): Logs {
  return {
    read: async ({ region, group, stream }, limit, fromHead, abortSignal) => {
      const client = new CloudWatchLogsClient({ ...account, ...once, ...(region ? { region } : {}) });
      const request = {
        logGroupName: group,
        logStreamName: stream,
        limit: Math.min(limit, 10_000),
        startFromHead: fromHead,
      };
      try {
        const lines: string[] = [];
        let nextToken: string | undefined;
        // A page holds 1 MiB; the end of the stream is where its token comes back.
        for (;;) {
          const page = new GetLogEventsCommand({ ...request, nextToken });
          const { events = [], nextForwardToken } = await client.send(page, { abortSignal });
          lines.push(...events.map(({ message }) => message ?? ""));
          const atEnd = nextForwardToken === undefined || nextForwardToken === nextToken;
          if (!fromHead || atEnd || lines.length >= limit) return lines;
          nextToken = nextForwardToken;
        }
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return [];
        throw error;
      } finally {
        client.destroy();
      }
    },
  };
}

/** Whether a TCP connection can be opened within five seconds. */
function connects(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal, timeout: 5_000 });
    const end = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}
