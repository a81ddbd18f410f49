import * as path from "node:path";
import { runtime } from "@pulumi/pulumi";
import { setMockOptions } from "@pulumi/pulumi/runtime/settings";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import {
  RegisterPackageResponse,
  SupportsFeatureResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { callFunction } from "../../cli/preview/functions";
import { Placeholders } from "../../cli/preview/placeholder";
import { Registration } from "../../cli/preview/registration";
import { fromStruct, toStruct } from "../../cli/preview/struct";
import type { Stack } from "../../policies/stack";

const PLACE = { region: "eu-west-1", account: "123456789012" };
const ROOT = path.resolve(__dirname, "../..");

/**
 * The stack that a program declares at its first preview. It runs in this process, on the resource registrations of the
 * embedded engine: fast enough for properties, but one at a time.
 * @throws {Error} what the program throws, also where outputs are known only later
 */
export async function previewHere(program: () => unknown): Promise<Stack> {
  const placeholders = new Placeholders();
  const registration = new Registration({
    project: "shop",
    stack: "dev",
    root: ROOT,
    programDirectory: ROOT,
    placeholders,
    secrets: new Set(),
    standIns: undefined,
    prior: undefined,
  });
  // Sets the features of the SDK's store; the monitor comes instead of the one it makes.
  await runtime.setMocks({ newResource: () => ({ id: "", state: {} }), call: () => ({}) });
  setMockOptions(monitorOf(registration, placeholders), "shop", "dev", true);
  runtime.setConfig("aws:region", PLACE.region);
  // The SDK takes a stack trace of each output, which costs more than all the rest.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    await runtime.runInPulumiStack(() => {
      program();
      return Promise.resolve({});
    });
    await runtime.disconnect();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return { project: "shop", name: "dev", resources: registration.resources, hasPriorState: false, ...PLACE };
}

type Reply<T> = (error: unknown, answer?: T) => void;

function monitorOf(registration: Registration, placeholders: Placeholders): object {
  const unary =
    <Request, Answer>(answer: (request: Request) => Answer | Promise<Answer>) =>
    (request: Request, reply: Reply<Answer>): void => {
      Promise.resolve(request)
        .then(answer)
        .then(
          (given) => reply(null, given),
          (error: unknown) => reply(error),
        );
    };
  return {
    supportsFeature: unary(() => new SupportsFeatureResponse().setHassupport(true)),
    registerPackage: unary(() => new RegisterPackageResponse().setRef("package")),
    registerResource: unary((request: RegisterResourceRequest) => registration.register(request)),
    registerResourceOutputs: unary((request: RegisterResourceOutputsRequest) => {
      registration.registerOutputs(request);
      return {};
    }),
    invoke: unary((request: ResourceInvokeRequest) => {
      const context = { ...PLACE, programDirectory: ROOT, placeholders };
      const { result } = callFunction(request.getTok(), fromStruct(request.getArgs()), context);
      return new InvokeResponse().setReturn(toStruct(result));
    }),
  };
}
