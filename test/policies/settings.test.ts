import assert from "node:assert/strict";
import { DEFAULT_SETTINGS } from "../../launch/settings";
import { RULES } from "../../policies/registry";
import {
  applyLevels,
  DEFAULT_PACK_CONFIG,
  parsePackConfig,
  readPackConfig,
  SettingsError,
} from "../../policies/settings";

const SIZE = "fargate-size-valid";

describe("the policy configuration", () => {
  const impossible: readonly { name: string; content: unknown; complaint: RegExp }[] = [
    { name: "text that is no JSON", content: "{", complaint: /it is not JSON/ },
    { name: "a list", content: [], complaint: /it must be an object/ },
    {
      name: "a policy that is none",
      content: { "fargate-size": "disabled" },
      complaint: /fargate-size is no policy/,
    },
    {
      name: "a level that is none",
      content: { [SIZE]: "off" },
      complaint: /fargate-size-valid: the level must be one of advisory/,
    },
    { name: "a level of the wrong type", content: { [SIZE]: 5 }, complaint: /the level must be one of/ },
    { name: "null for a level", content: { [SIZE]: null }, complaint: /the level must be one of/ },
    {
      name: "settings beside a rule",
      content: { [SIZE]: { memory: 5 } },
      complaint: /has no settings of its own/,
    },
    {
      name: "a preset that is none",
      content: { "ecs-preflight": { preset: "loose" } },
      complaint: /preset must be one of strict, advisory/,
    },
    {
      name: "an account of eleven digits",
      content: { "ecs-preflight": { account: "12345678901" } },
      complaint: /account must be: .*12 digits/,
    },
    {
      name: "a number for the account, which loses zeros",
      content: { "ecs-preflight": { account: 12 } },
      complaint: /account must be a text/,
    },
    {
      name: "half a MiB",
      content: { "ecs-preflight": { memoryFloors: [{ image: "*", memory: 0.5 }] } },
      complaint: /memoryFloors\[0\]\.memory must be a whole number/,
    },
    {
      name: "a floor below zero",
      content: { "ecs-preflight": { memoryFloors: [{ image: "*", memory: -1 }] } },
      complaint: /must be at least 0/,
    },
    {
      name: "an assumption that is none",
      content: { "ecs-preflight": { assume: { luck: true } } },
      complaint: /assume\.luck is no setting; there are organizationAllows/,
    },
    {
      name: "an exemption without a reason",
      content: { "ecs-preflight": { exemptions: [{ rule: SIZE, resource: "*", reason: " " }] } },
      complaint: /reason must be: a reason, in words/,
    },
    {
      name: "an exemption from no rule",
      content: { "ecs-preflight": { exemptions: [{ rule: "x", resource: "*", reason: "y" }] } },
      complaint: /names x, which is no rule/,
    },
    {
      name: "an exemption until a month",
      content: {
        "ecs-preflight": { exemptions: [{ rule: SIZE, resource: "*", reason: "y", until: "2030-13-01" }] },
      },
      complaint: /until must be: the last day/,
    },
  ];
  for (const { name, content, complaint } of impossible) {
    it(`refuses ${name}`, () => {
      const text = typeof content === "string" ? content : JSON.stringify(content);
      assert.throws(
        () => parsePackConfig(text),
        (error: Error) => {
          assert.ok(error instanceof SettingsError);
          assert.match(error.message, complaint);
          return true;
        },
      );
    });
  }

  it("names all that is impossible at once", () => {
    const content = JSON.stringify({
      nothing: "advisory",
      "ecs-preflight": { preset: 5, region: "Ireland" },
    });
    assert.throws(
      () => parsePackConfig(content),
      /nothing is no policy.*; .*preset must be a text; .*region must be/,
    );
  });

  it("is as by default without a file, and with an empty one", () => {
    assert.equal(readPackConfig(undefined), DEFAULT_PACK_CONFIG);
    assert.deepEqual(parsePackConfig(""), DEFAULT_PACK_CONFIG);
  });

  it("says which file can't be read", () => {
    assert.throws(() => readPackConfig("/nowhere/policy.json"), /\/nowhere\/policy\.json can't be read/);
  });

  it("fills in what is not given", () => {
    const { settings } = parsePackConfig('{"ecs-preflight": {"assume": {"organizationAllows": false}}}');
    assert.deepEqual(settings.assume, { ...DEFAULT_SETTINGS.assume, organizationAllows: false });
  });

  const levels: readonly { name: string; content: object; expected: string | undefined }[] = [
    { name: "a rule keeps its own level", content: {}, expected: "mandatory" },
    { name: "a level that is set counts", content: { [SIZE]: "advisory" }, expected: "advisory" },
    {
      name: "a level may stand in an object",
      content: { [SIZE]: { enforcementLevel: "advisory" } },
      expected: "advisory",
    },
    { name: "`all` counts for each", content: { all: "advisory" }, expected: "advisory" },
    {
      name: "a rule's own setting beats `all`",
      content: { all: "advisory", [SIZE]: "disabled" },
      expected: undefined,
    },
    { name: "remediate is mandatory", content: { [SIZE]: "remediate" }, expected: "mandatory" },
    {
      name: "the preset advisory counts for each",
      content: { "ecs-preflight": { preset: "advisory" } },
      expected: "advisory",
    },
  ];
  for (const { name, content, expected } of levels) {
    it(name, () => {
      const { rules } = applyLevels(RULES, parsePackConfig(JSON.stringify(content)));
      assert.equal(rules.find(({ id }) => id === SIZE)?.level, expected);
    });
  }
});
