import assert from "node:assert/strict";
import { isUnknown, Unknown } from "../../../launch/known";
import { structOf } from "../../../policies/pack/analyzer-info";
import type { AnalyzedStackResource, RawProperties, Reading } from "../../../policies/pack/analyzed";
import { lazyProperties } from "../../../policies/pack/lazy-properties";
import { PlainProperties } from "../../../policies/pack/plain-properties";
import { stackOfAll, stackOfOne, type Circumstances } from "../../../policies/pack/stack-of-request";
import { WireProperties } from "../../../policies/pack/wire-properties";
import { ROLE, SERVICE, TASK_DEFINITION } from "../../support/fargate-service";
import { urnOf } from "../../support/stack";
import { secretValue, UNKNOWN_TEXT } from "./analyzer-client";

const wire = (value: object): RawProperties => new WireProperties(structOf(value));
const PROVIDER = {
  urn: urnOf("pulumi:providers:aws", "default"),
  type: "pulumi:providers:aws",
  name: "default",
};
const EXEC = urnOf(ROLE, "exec");

function analyzed(
  type: string,
  name: string,
  outputs: object,
  more: Partial<AnalyzedStackResource> = {},
): AnalyzedStackResource {
  return {
    urn: urnOf(type, name),
    type,
    name,
    properties: wire(outputs),
    ignoreChanges: [],
    provider: { ...PROVIDER, properties: wire({ region: "eu-west-1" }) },
    parent: undefined,
    dependencies: [],
    propertyDependencies: {},
    ...more,
  };
}

describe("properties as a request carries them", () => {
  const secrets: string[] = [];
  const reading: Reading = {
    from: { role: [EXEC] },
    because: (from) => `of ${from.length}`,
    secret: (text) => secrets.push(text),
  };
  const given = {
    text: "a",
    number: 5,
    flag: false,
    list: [1, null, { deep: UNKNOWN_TEXT }],
    role: UNKNOWN_TEXT,
    nested: { role: UNKNOWN_TEXT, empty: null },
    absent: null,
    redacted: "[secret]",
  };
  const expected = {
    text: "a",
    number: 5,
    flag: false,
    list: [1, null, { deep: new Unknown("of 0") }],
    role: new Unknown("of 1", [EXEC]),
    nested: { role: new Unknown("of 0") },
    redacted: new Unknown("it is a secret that was not decrypted"),
  };
  const decoders = [
    { name: "in the engine's encoding", raw: wire(given) },
    { name: "as the policy SDK decodes them", raw: new PlainProperties(given) },
  ];
  for (const { name, raw } of decoders) {
    it(`are read as plain values, unknowns as such, ${name}`, () => {
      assert.deepEqual(raw.read(reading), expected);
    });

    it(`are the same one by one, ${name}`, () => {
      const lazy = lazyProperties(raw, reading);
      for (const [key, value] of Object.entries(expected)) assert.deepEqual(lazy[key], value);
      assert.equal(lazy["absent"], undefined);
      assert.equal(lazy["nothing"], undefined);
      assert.deepEqual({ ...lazy }, expected);
    });
  }

  it("are read behind the proxy that throws on unknowns", () => {
    const thrower = new Proxy(given, {
      get: (target, key) => {
        if (key === "__getSpecialProxyTarget") return target;
        throw new Error(`${String(key)} is unknown`);
      },
    });
    assert.deepEqual(new PlainProperties(thrower).read(reading), expected);
  });

  it("tell secrets, but not the documents that hold some", () => {
    secrets.length = 0;
    const raw = wire({ key: secretValue("hidden"), document: secretValue('[{"name":"api"}]'), open: "seen" });
    assert.deepEqual(raw.read(reading), { key: "hidden", document: '[{"name":"api"}]', open: "seen" });
    assert.deepEqual(secrets, ["hidden"]);
  });

  it("keep the prototype out of it", () => {
    const raw = wire(JSON.parse('{"__proto__": {"planted": true}, "a": 1}') as object);
    const lazy = lazyProperties(raw, reading);
    assert.deepEqual(
      [raw.read(reading), lazy["planted"], lazy["__proto__"]],
      [{ a: 1 }, undefined, undefined],
    );
  });
});

describe("the stack of a request", () => {
  const circumstances: Circumstances = { region: undefined, account: undefined, secret: () => undefined };
  const task = analyzed(
    TASK_DEFINITION,
    "api",
    { family: "api", cpu: UNKNOWN_TEXT, networkMode: "", id: UNKNOWN_TEXT },
    {
      dependencies: [EXEC],
      propertyDependencies: { executionRoleArn: [EXEC] },
    },
  );
  const role = analyzed(ROLE, "exec", { id: UNKNOWN_TEXT });
  const inputs = new Map([[task.urn, wire({ family: "api", executionRoleArn: UNKNOWN_TEXT })]]);
  const find = (stack: ReturnType<typeof stackOfAll>, urn: string) => {
    const found = stack.resources.find((each) => each.urn === urn);
    assert.ok(found !== undefined, urn);
    return found;
  };

  it("takes what is declared from the inputs, with where it comes from", () => {
    const { inputs: declared, outputs } = find(stackOfAll([task, role], inputs, circumstances), task.urn);
    assert.deepEqual(
      { ...declared },
      {
        family: "api",
        executionRoleArn: new Unknown("it comes from exec, known only once deployed", [EXEC]),
      },
    );
    assert.ok(isUnknown(outputs["cpu"]));
  });

  it("takes outputs for inputs of a resource that never came by itself, without what was not given", () => {
    const { inputs: declared } = find(stackOfAll([task], new Map(), circumstances), task.urn);
    assert.deepEqual(Object.keys(declared).sort(), ["cpu", "family", "id"]);
  });

  it("has resources that are only read in view as external", () => {
    assert.equal(find(stackOfAll([task], inputs, circumstances), EXEC).external, true);
    assert.equal(find(stackOfAll([task, role], inputs, circumstances), EXEC).external, false);
  });

  it("has the provider in view although it is not listed", () => {
    assert.equal(find(stackOfAll([task], inputs, circumstances), PROVIDER.urn).inputs["region"], "eu-west-1");
    assert.equal(find(stackOfOne(task, circumstances), PROVIDER.urn).inputs["region"], "eu-west-1");
  });

  it("knows project and stack from the URN", () => {
    const { project, name } = stackOfOne(task, circumstances);
    assert.deepEqual([project, name], ["project", "test"]);
  });

  const states = [
    {
      name: "a first preview has no prior state",
      outputs: { id: UNKNOWN_TEXT, arn: UNKNOWN_TEXT },
      expected: false,
    },
    { name: "a known id is prior state", outputs: { id: "api" }, expected: true },
    {
      name: "a known ARN is prior state",
      outputs: { arn: "arn:aws:ecs:eu-west-1:123456789012:service/main/api" },
      expected: true,
    },
    { name: "an empty id is none", outputs: { id: "" }, expected: false },
  ];
  for (const { name, outputs, expected } of states) {
    it(name, () => {
      const stack = stackOfAll([analyzed(SERVICE, "api", outputs)], new Map(), circumstances);
      assert.equal(stack.hasPriorState, expected);
    });
  }

  it("gives a component no id", () => {
    const component = analyzed("acme:index:App", "app", {}, { provider: undefined });
    assert.equal(find(stackOfAll([component], new Map(), circumstances), component.urn).id, undefined);
  });
});
