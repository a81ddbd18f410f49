import packageJson from "../package.json";
import { canonical, UNKNOWN, type Properties } from "./values";
import type { Surroundings } from "./canary/ports";
import { leftBehind, renderFailure } from "./canary/report";
import { isTested, regionOf, secondsOf, type CanaryResource } from "./canary-resource";
import { checkShape, type CheckFailure } from "./check-shape";
import type { EngineLog } from "./engine-log";
import { Runs } from "./runs";
import { packageSchema, RESOURCES } from "./package-schema";
import type { ResourceSpec } from "./package-schema-types";
import { serviceCanary } from "./service-canary-resource";
import { startCanary } from "./start-canary-resource";
import { textAt } from "./values";
import { createHash } from "node:crypto";

/** A create or an update as the engine asks for it. */
export interface ApplyRequest {
  readonly token: string;
  readonly urn: string;
  readonly inputs: Properties;
  /** Inputs and outputs of the resource that exists; undefined where none does. */
  readonly before: { readonly inputs: Properties; readonly outputs: Properties } | undefined;
  readonly preview: boolean;
  /** Of `customTimeouts`, in seconds; 0 where the program gives none. */
  readonly customTimeout: number;
}

/** A canary that did not pass: its message is for the user. */
export class CanaryError extends Error {}

type SurroundingsOf = (
  account: { readonly region?: string; readonly profile?: string },
  progress: (line: string) => void,
) => Surroundings;

/** What the provider plugin does, without the protocol. */
export class Provider {
  readonly version = packageJson.version;
  readonly runs = new Runs();

  constructor(
    private readonly log: EngineLog,
    private readonly surroundingsOf: SurroundingsOf,
  ) {}

  schema(): string {
    return JSON.stringify(packageSchema());
  }

  check(token: string, inputs: Properties): readonly CheckFailure[] {
    const { inputProperties, requiredInputs } = specOf(token);
    const shape = checkShape(inputs, { properties: inputProperties, required: requiredInputs });
    return shape.length > 0 ? shape : resourceOf(token).check(inputs);
  }

  /** The inputs whose change makes it run again. */
  diff(before: Properties, inputs: Properties): readonly string[] {
    const names = new Set([...Object.keys(before), ...Object.keys(inputs)]);
    return [...names]
      .filter((name) => isTested(name) && canonical(before[name]) !== canonical(inputs[name]))
      .sort();
  }

  /**
   * Runs the canary, unless nothing that it tests has changed; in a preview only says so.
   * @throws {CanaryError} when it fails or is canceled: nothing is saved then, so the next update runs it again
   */
  async apply(request: ApplyRequest, call: AbortSignal): Promise<Properties> {
    const { token, urn, inputs, before } = request;
    const resource = resourceOf(token);
    if (before !== undefined && this.diff(before.inputs, inputs).length === 0)
      return { ...before.outputs, ...inputs };
    const seconds = secondsOf(resource, inputs, request.customTimeout);
    if (request.preview) {
      this.log.info(urn, `${resource.announce(inputs, seconds)}; a preview runs nothing`);
      return { ...inputs, ...Object.fromEntries(outputNames(token).map((name) => [name, UNKNOWN])) };
    }
    return this.runs.run(call, (signal) => this.run(request, resource, seconds, signal));
  }

  private async run(
    { urn, inputs, token }: ApplyRequest,
    resource: CanaryResource,
    seconds: number,
    signal: AbortSignal,
  ): Promise<Properties> {
    const region = regionOf(inputs);
    const profile = textAt(inputs, "profile");
    const account = {
      ...(region === undefined ? {} : { region }),
      ...(profile === undefined ? {} : { profile }),
    };
    const surroundings = this.surroundingsOf(account, (line) => this.log.progress(urn, line));
    const result = await resource.run(inputs, { urn, seconds }, surroundings, signal);
    if (result.failure !== undefined) throw new CanaryError(renderFailure(result.failure, result));
    if (result.canceled === true) {
      const stopped =
        result.task === undefined || result.leftBehind.length > 0
          ? []
          : [`  task         ${result.task} (stopped)`];
      throw new CanaryError([result.summary, ...stopped, ...leftBehind(result)].join("\n"));
    }
    for (const line of leftBehind(result)) this.log.warning(urn, line.trim());
    this.log.progress(urn, result.summary);
    const outputs: Properties = { summary: result.summary, task: result.task };
    return {
      ...inputs,
      ...Object.fromEntries(outputNames(token).map((name) => [name, outputs[name]])),
    };
  }
}

/** The id of a resource; there is nothing in AWS that it names. */
export const idOf = (urn: string): string => createHash("sha256").update(urn).digest("hex").slice(0, 16);

function resourceOf(token: string): CanaryResource {
  const resource = [startCanary, serviceCanary].find((candidate) => candidate.token === token);
  if (resource === undefined) throw new Error(`ecs-preflight has no resource type ${token}`);
  return resource;
}

function specOf(token: string): ResourceSpec {
  const specs: Readonly<Record<string, ResourceSpec>> = RESOURCES;
  const spec = specs[resourceOf(token).token];
  if (spec === undefined) throw new Error(`no schema for ${token}`);
  return spec;
}

/** Outputs that are no inputs. */
function outputNames(token: string): readonly string[] {
  const { properties, inputProperties } = specOf(token);
  return Object.keys(properties).filter((name) => !(name in inputProperties));
}
