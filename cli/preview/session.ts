import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { CallResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { readRequest, type PinRequest } from "../../components/lock/pin-request";
import type { StackResource } from "../../policies/stack";
import type { StackConfig } from "./config";
import { messageOf, PreviewError } from "./error";
import { callFunction } from "./functions";
import { startMonitor } from "./monitor";
import type { Placeholders } from "./placeholder";
import type { Project } from "./project";
import { redact } from "../redact";
import { secretTextsIn } from "./secret-texts";
import { Registration } from "./registration";
import { type ProgramRun, runProgram, type Sdk } from "./runner";
import type { StandIns } from "./stand-ins";
import type { PriorResource } from "./state";
import { fromStruct, toStruct } from "./struct";
import { providerUrn } from "./urn";

export interface LogEntry {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn?: string;
}

export interface UnansweredFunction {
  /** Token, such as `aws:ec2/getVpc:getVpc`. */
  readonly token: string;
}

export interface SessionOptions {
  readonly project: Project;
  readonly stackName: string;
  readonly config: StackConfig;
  readonly sdk: Sdk;
  readonly region: string;
  readonly account: string;
  readonly placeholders: Placeholders;
  readonly prior: readonly PriorResource[] | undefined;
  /** Answered for outputs whose form is known. Default: they are unknown. */
  readonly standIns?: StandIns | undefined;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal | undefined;
  readonly onLog:
    ((severity: LogEntry["severity"], message: string, urn: string | undefined) => void) | undefined;
}

/** How long a program with open handles must be silent, once its exports are registered, to be done. */
const QUIET_MILLISECONDS = 10_000;
const KEPT_LINES = 200;

type End =
  | { readonly kind: "done" }
  | { readonly kind: "exit"; readonly code: number | null; readonly signal: string | null };

/** One run of a program against the embedded engine. */
export class PreviewSession {
  readonly log: LogEntry[] = [];
  /** What the program asked `pinImage` for. */
  readonly pinRequests: PinRequest[] = [];
  readonly unansweredFunctions: UnansweredFunction[] = [];
  readonly secrets = new Set<string>();
  private readonly registration: Registration;
  private readonly printed: string[] = [];
  private settle: (end: End | PreviewError) => void = () => undefined;
  private quiet: NodeJS.Timeout | undefined;
  private program: ProgramRun | undefined;

  constructor(private readonly options: SessionOptions) {
    const { project, stackName, placeholders, config } = options;
    for (const key of config.secretKeys) {
      const value = config.values[key];
      if (value === undefined || placeholders.reasonIn(value) !== undefined) continue;
      for (const secret of [value, ...secretTextsIn(value, true)]) this.secrets.add(secret);
    }
    this.registration = new Registration({
      project: project.name,
      stack: stackName,
      root: project.root,
      programDirectory: project.programDirectory,
      placeholders,
      secrets: this.secrets,
      prior: options.prior,
      standIns: options.standIns,
    });
  }

  get resources(): readonly StackResource[] {
    return this.registration.resources;
  }

  /** Runs the program to its end and leaves no process behind. Throws `PreviewError`. */
  async run(): Promise<void> {
    const { signal, timeoutSeconds } = this.options;
    if (signal?.aborted === true) throw new PreviewError("The preview was interrupted.");
    const end = new Promise<End | PreviewError>((resolve) => {
      this.settle = resolve;
    });
    const monitor = await startMonitor(this.engine());
    const program = (this.program = runProgram({
      ...this.options,
      stack: this.options.stackName,
      address: monitor.address,
      hasStandIns: this.options.standIns !== undefined,
      onOutput: (line) => {
        this.print(line);
      },
    }));
    program.ended.then(
      ({ code, signal }) => {
        this.settle({ kind: "exit", code, signal });
      },
      (error: unknown) => {
        this.settle(new PreviewError(`The program could not be started: ${messageOf(error)}`));
      },
    );
    const timer = setTimeout(() => {
      this.settle(this.timedOut());
    }, timeoutSeconds * 1000);
    const abort = (): void => {
      this.settle(new PreviewError("The preview was interrupted."));
    };
    signal?.addEventListener("abort", abort, { once: true });
    try {
      const result = await end;
      if (result instanceof PreviewError) throw result;
      if (result.kind === "exit") this.judgeExit(result.code, result.signal);
    } catch (error) {
      throw this.withoutSecrets(error);
    } finally {
      clearTimeout(timer);
      clearTimeout(this.quiet);
      signal?.removeEventListener("abort", abort);
      program.kill();
      this.registration.transforms.close();
      monitor.close();
    }
  }

  /** A program's own error may quote what it was given. */
  private withoutSecrets(error: unknown): unknown {
    if (!(error instanceof PreviewError)) return error;
    return new PreviewError(redact(error.message, this.secrets), error.hint);
  }

  private engine(): Parameters<typeof startMonitor>[0] {
    const registration = this.registration;
    return {
      registerResource: async (request) => {
        const answer = await registration.register(request);
        if (this.options.standIns?.areGiven === true) await this.program?.disarm();
        return answer;
      },
      registerOutputs: (request) => {
        registration.registerOutputs(request);
      },
      readResource: (request) => registration.read(request),
      invoke: (request) => this.invoke(request),
      call: () => new CallResponse().setReturn(toStruct({})),
      addStackTransform: (callback) => {
        registration.transforms.addForStack(callback);
      },
      addInvokeTransform: (callback) => {
        registration.transforms.addForFunctions(callback);
      },
      log: (request) => {
        this.record(request);
      },
      finished: () => {
        this.settle({ kind: "done" });
      },
      active: (pending) => {
        this.watchForQuiet(pending);
      },
    };
  }

  private async invoke(request: ResourceInvokeRequest): Promise<InvokeResponse> {
    const token = request.getTok();
    const args = fromStruct(await this.registration.transforms.applyToFunction(token, request.getArgs()));
    if (token === "pulumi:pulumi:getResource")
      return new InvokeResponse().setReturn(toStruct(this.getResource(args)));
    const { region, account, project, placeholders } = this.options;
    const answer = callFunction(token, args, {
      region: this.regionOf(request.getProvider()) ?? region,
      account,
      programDirectory: project.programDirectory,
      placeholders,
    });
    if (!answer.isAnswered) this.unansweredFunctions.push({ token });
    return new InvokeResponse().setReturn(toStruct(answer.result));
  }

  /** A resource of this stack by its URN: how the SDK follows references. */
  private getResource(args: Record<string, unknown>): Record<string, unknown> {
    const urn = String(args["urn"]);
    const resource = this.registration.find(urn);
    if (resource === undefined) throw new Error(`unknown resource ${urn}`);
    return {
      urn,
      id: typeof resource.id === "string" ? resource.id : "",
      state: this.registration.stateOf(urn),
    };
  }

  private regionOf(provider: string): string | undefined {
    const urn = providerUrn(provider);
    const region = urn === undefined ? undefined : this.registration.find(urn)?.inputs["region"];
    return typeof region === "string" ? region : undefined;
  }

  private record(request: LogRequest): void {
    const severity = severityOf(request.getSeverity());
    const message = withoutColours(request.getMessage()).trimEnd();
    const pinRequest = severity === "debug" ? readRequest(message) : undefined;
    if (pinRequest !== undefined) this.pinRequests.push(pinRequest);
    if (severity === "debug" || message === "") return;
    this.emit({ severity, message, ...(request.getUrn() === "" ? {} : { urn: request.getUrn() }) });
  }

  private print(line: string): void {
    const message = withoutColours(line);
    this.printed.push(message);
    if (this.printed.length > KEPT_LINES) this.printed.shift();
    if (message.trim() !== "") this.options.onLog?.("info", message, undefined);
  }

  private emit(entry: LogEntry): void {
    this.log.push(entry);
    this.options.onLog?.(entry.severity, entry.message, entry.urn);
  }

  /** Some programs keep a server or a connection open and never end by themselves. */
  private watchForQuiet(pending: number): void {
    clearTimeout(this.quiet);
    if (pending > 0 || !this.registration.hasStackOutputs) return;
    this.quiet = setTimeout(() => {
      this.settle(this.failure() ?? { kind: "done" });
    }, QUIET_MILLISECONDS);
    // The program itself keeps us waiting; a timer set by its last call must not.
    this.quiet.unref();
  }

  private judgeExit(code: number | null, signal: string | null): void {
    const { sdk } = this.options;
    if (code === 0) {
      if (!sdk.signalsShutdown && this.registration.hasStackOutputs) return;
      throw new PreviewError(
        "The program ended itself before the preview was complete (process.exit).",
        "Let the program run to its end: resources registered after that point would be missing.",
      );
    }
    throw this.failure() ?? new PreviewError(this.unexplained(code, signal), this.encryptedHint());
  }

  /** The program's own error, as the SDK logged it. */
  private failure(): PreviewError | undefined {
    const errors = [
      ...new Set(this.log.filter(({ severity }) => severity === "error").map(({ message }) => message)),
    ];
    return errors.length === 0
      ? undefined
      : new PreviewError(errors.join("\n"), this.hintFor(errors.join("\n")));
  }

  private hintFor(message: string): string | undefined {
    const missing = /Cannot find (?:module|package) '([^'./][^']*)'/.exec(message)?.[1];
    if (missing !== undefined)
      return `Install the program's dependencies (npm ci or npm install): ${missing} is missing.`;
    const key = /Missing required configuration variable '([^']+)'/.exec(message)?.[1];
    if (key !== undefined)
      return `Set it with --config ${key}=<value>, or choose the stack with --stack <name>.`;
    return this.unansweredHint() ?? this.encryptedHint();
  }

  /** A program that checks what a function told it fails where nothing is told. */
  private unansweredHint(): string | undefined {
    const tokens = [...new Set(this.unansweredFunctions.map(({ token }) => token))];
    return tokens.length === 0
      ? undefined
      : `Without an account these functions told the program nothing, which it may have found wrong: ${tokens.join(", ")}.`;
  }

  private encryptedHint(): string | undefined {
    const keys = this.options.config.encryptedKeys;
    return keys.length === 0
      ? undefined
      : `Encrypted configuration is not read (${keys.join(", ")}); --config <key>=<value> gives it a value.`;
  }

  private unexplained(code: number | null, signal: string | null): string {
    const how = signal === null ? `exit status ${String(code)}` : `signal ${signal}`;
    const output = this.printed.join("\n").trim();
    return `The program failed with ${how}${output === "" ? " and printed nothing." : `:\n${output}`}`;
  }

  private timedOut(): PreviewError {
    const failure = this.failure();
    return (
      failure ??
      new PreviewError(
        `The program did not end within ${String(this.options.timeoutSeconds)} seconds.`,
        "A longer time can be given with --timeout <seconds>.",
      )
    );
  }
}

function severityOf(severity: LogSeverity): LogEntry["severity"] {
  switch (severity) {
    case LogSeverity.ERROR:
      return "error";
    case LogSeverity.WARNING:
      return "warning";
    case LogSeverity.DEBUG:
      return "debug";
    case LogSeverity.INFO:
      return "info";
  }
}

function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the control characters of terminals
  return text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "");
}
