/** A proxy before moto that answers some calls itself: the faults that moto never has. */
import * as http from "node:http";
import type { AddressInfo } from "node:net";

export type Body = Readonly<Record<string, unknown>>;

/** One call of an API with the JSON protocol. */
export interface ApiCall {
  /** `RunTask`, `DescribeTasks`, … */
  readonly action: string;
  readonly body: Body;
  /** How often the action was called before. */
  readonly before: number;
  /** What moto answers. */
  forward(): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * `hang`: no answer, ever. `drop`: the connection is closed, `half`: within the answer.
 * `garbage`: 200 with a body that is no JSON.
 */
export type Fault = "hang" | "drop" | "half" | "garbage";

/** Answers a call; undefined lets moto answer. */
export type Handler = (call: ApiCall) => Promise<Answer | Fault | undefined> | Answer | Fault | undefined;

export interface Proxy {
  readonly url: string;
  /** Every call so far. */
  readonly calls: { readonly action: string; readonly body: Body }[];
  /** Replaces the handler and forgets the calls. */
  handle(handler: Handler): void;
  stop(): Promise<void>;
}

/** An error of the API in the JSON protocol. */
export const apiError = (name: string, message: string, status = 400): Answer => ({
  status,
  body: { __type: name, message },
});

export async function startProxy(moto: string): Promise<Proxy> {
  let handler: Handler = () => undefined;
  const calls: { action: string; body: Body }[] = [];
  /** moto has no client tokens; ECS answers the same token with the same task. */
  const byToken = new Map<string, Promise<Answer>>();
  const server = http.createServer((request, response) => {
    void readAll(request).then(async (text) => {
      const action =
        String(request.headers["x-amz-target"] ?? "")
          .split(".")
          .pop() ?? "";
      const body = action === "" ? {} : (JSON.parse(text || "{}") as Body);
      const before = calls.filter((call) => call.action === action).length;
      if (action !== "") calls.push({ action, body });
      const forward = (): Promise<Answer> => {
        const token = action === "RunTask" ? body["clientToken"] : undefined;
        const known = typeof token === "string" ? byToken.get(token) : undefined;
        if (known !== undefined) return known;
        const answer = send(moto, request, text);
        if (typeof token === "string") byToken.set(token, answer);
        return answer;
      };
      const answer = (await handler({ action, body, before, forward })) ?? (await forward());
      if (answer === "hang") return;
      if (answer === "drop") request.socket.destroy();
      else if (answer === "half") {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"tasks":', () => request.socket.destroy());
      } else if (answer === "garbage") response.writeHead(200).end("<html>no JSON</html>");
      else {
        response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" });
        response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    handle: (next) => {
      handler = next;
      calls.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readAll(request: http.IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
  });
}

async function send(moto: string, request: http.IncomingMessage, text: string): Promise<Answer> {
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => !["host", "content-length", "connection", "expect"].includes(name))
      .map(([name, value]) => [name, String(value)]),
  );
  const response = await fetch(`${moto}${request.url ?? "/"}`, {
    method: request.method ?? "POST",
    headers,
    ...(text === "" ? {} : { body: text }),
  });
  const body = await response.text();
  try {
    return { status: response.status, body: JSON.parse(body) as unknown };
  } catch {
    return { status: response.status, body };
  }
}
