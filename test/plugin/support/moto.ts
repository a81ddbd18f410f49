/** moto's server for one suite: AWS without an account. */
import { spawn, type ChildProcess } from "node:child_process";
import { ensureMoto } from "../../../tools/python";
import { describeWithPython } from "../../support/python";

/** A server that runs; it ends with the process at the latest. */
export interface MotoServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  stop(): Promise<void>;
}

/** A suite that needs moto. */
export function describeWithMoto(title: string, body: (this: Mocha.Suite) => void): void {
  describeWithPython("moto", ensureMoto, title, body);
}

/** Starts a server on a free port of this machine. */
export async function startMoto(): Promise<MotoServer> {
  const moto = ensureMoto();
  if ("missing" in moto) throw new Error(moto.missing);
  const child = spawn(moto.python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PYTHONUNBUFFERED: "1" },
  });
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const url = await listening(child);
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        process.removeListener("exit", kill);
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const look = (chunk: Buffer): void => {
      said += String(chunk);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.once("exit", (code) => reject(new Error(`moto ended with ${code ?? "a signal"}: ${said}`)));
  });
}
