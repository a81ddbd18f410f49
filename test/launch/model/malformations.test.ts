import * as assert from "node:assert/strict";
import { malformationsOf } from "../../../launch/model/malformations";

const OUTPUT =
  "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value of an Output<T> as an Output<string> consider either:\n1: o.apply(v => `prefix${v}suffix`)";
const OUTPUT_JSON = "Calling [toJSON] on an [Output<T>] is not supported.\n\nTo get the value …";
const URN = "urn:pulumi:dev::shop::awsx:ecr:Image::api";

interface Case {
  readonly name: string;
  readonly container: unknown;
  /** Path behind `containerDefinitions[0]`, and effect; `undefined`: nothing is malformed. */
  readonly found?: readonly [path: string, effect: "start" | "policy", problem?: RegExp];
}

const CASES: readonly Case[] = [
  { name: "a good container", container: { name: "api", image: "nginx", cpu: 10, essential: true } },
  {
    name: "keys in another case are read",
    container: { Name: "api", Image: {} },
    found: [".Image", "start", /Promise/],
  },
  { name: "a Promise where the image belongs", container: { image: {} }, found: [".image", "start", /\{\}/] },
  { name: "a Promise where a whole container belongs", container: {}, found: ["", "start", /\{\}/] },
  { name: "null where a container belongs", container: null, found: ["", "start", /null/] },
  {
    name: "toString of an Output in the image",
    container: { image: `${OUTPUT}:latest` },
    found: [".image", "start", /error text/],
  },
  {
    name: "toJSON of an Output in the image",
    container: { image: OUTPUT_JSON },
    found: [".image", "start", /error text/],
  },
  {
    name: "__str__ of an Output of the Python SDK",
    container: { image: "Calling __str__ on an Output[T] is not supported.\n" },
    found: [".image", "start", /error text/],
  },
  {
    name: "an Output of an early Python SDK",
    container: { image: "<pulumi.output.Output object at 0x7f4e>:latest" },
    found: [".image", "start"],
  },
  {
    name: "toJSON of an Output where a number belongs",
    container: { cpu: OUTPUT_JSON },
    found: [".cpu", "start", /error text.*integer/s],
  },
  {
    name: "an Output that an early SDK let JSON look into",
    container: { image: { __pulumiOutput: true } },
    found: [".image", "start", /an Output/],
  },
  {
    name: "a whole resource as the image",
    container: { image: { __pulumiResource: true, urn: "u" } },
    found: [".image", "start", /whole resource/],
  },
  { name: "a URN as the image", container: { image: URN }, found: [".image", "start", /URN/] },
  {
    name: "a URN in the own program's environment may be meant",
    container: { environment: [{ name: "URN", value: URN }] },
  },
  {
    name: "an object as text in the environment",
    container: { environment: [{ name: "URL", value: "http://[object Object]/" }] },
    found: [".environment[0].value", "policy"],
  },
  {
    name: "an Output as text in the environment",
    container: { environment: [{ name: "URL", value: OUTPUT }] },
    found: [".environment[0].value", "policy"],
  },
  {
    name: "a number in the environment is no string to the provider",
    container: { environment: [{ name: "PORT", value: 8080 }] },
    found: [".environment[0].value", "start", /a number where ECS expects a string/],
  },
  {
    name: "a Promise in the environment",
    container: { environment: [{ name: "URL", value: {} }] },
    found: [".environment[0].value", "start"],
  },
  { name: "null in the environment is left out", container: { environment: [{ name: "URL", value: null }] } },
  {
    name: "the word undefined in the environment may be meant",
    container: { environment: [{ name: "DEFAULT", value: "undefined" }] },
  },
  {
    name: "text that only speaks of objects",
    container: { command: ["echo", "an object Object [of] kind"] },
  },
  {
    name: "an object as text in the command",
    container: { command: ["serve", "[object Promise]"] },
    found: [".command[1]", "policy"],
  },
  {
    name: "an object as text for the program itself",
    container: { entryPoint: ["[object Object]"] },
    found: [".entryPoint[0]", "start"],
  },
  {
    name: "undefined for a repository",
    container: { image: "undefined:latest" },
    found: [".image", "start", /undefined/],
  },
  {
    name: "undefined for a part of a repository",
    container: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/undefined/api:1" },
    found: [".image", "start"],
  },
  {
    name: "an undefined tag may have been pushed by the same mistake",
    container: { image: "team/api:undefined" },
    found: [".image", "policy"],
  },
  { name: "an image whose name has the letters", container: { image: "team/undefinedbehaviour:null-1" } },
  { name: "a repository with null in its name", container: { image: "team/null-object:1" } },
  {
    name: "a container called undefined starts",
    container: { name: "api-undefined" },
    found: [".name", "policy"],
  },
  {
    name: "a container named by an object",
    container: { name: "[object Object]" },
    found: [".name", "start"],
  },
  {
    name: "a URN in valueFrom",
    container: { secrets: [{ name: "A", valueFrom: URN }] },
    found: [".secrets[0].valueFrom", "start"],
  },
  {
    name: "an ARN without account",
    container: { secrets: [{ name: "A", valueFrom: "arn:aws:ssm:eu-west-1:undefined:parameter/a" }] },
    found: [".secrets[0].valueFrom", "start"],
  },
  {
    name: "a parameter below undefined may exist",
    container: { secrets: [{ name: "A", valueFrom: "/app/undefined/db" }] },
    found: [".secrets[0].valueFrom", "policy"],
  },
  {
    name: "an object in the log group",
    container: { logConfiguration: { options: { "awslogs-group": "[object Object]" } } },
    found: [".logConfiguration.options.awslogs-group", "start"],
  },
  {
    name: "a group called undefined may be created",
    container: { logConfiguration: { options: { "awslogs-group": "/ecs/undefined" } } },
    found: [".logConfiguration.options.awslogs-group", "policy"],
  },
  {
    name: "an undefined region",
    container: { logConfiguration: { options: { "awslogs-region": "undefined" } } },
    found: [".logConfiguration.options.awslogs-region", "start"],
  },
  {
    name: "a log stream may be called [object Object]",
    container: { logConfiguration: { options: { "awslogs-stream-prefix": "[object Object]" } } },
    found: [".logConfiguration.options.awslogs-stream-prefix", "policy"],
  },
  {
    name: "a number among the log options",
    container: { logConfiguration: { options: { "max-buffer-size": 25 } } },
    found: [".logConfiguration.options.max-buffer-size", "start"],
  },
  {
    name: "a string for a port",
    container: { portMappings: [{ containerPort: "80" }] },
    found: [".portMappings[0].containerPort", "start", /a string where ECS expects an integer/],
  },
  { name: "a fraction of a cpu unit", container: { cpu: 0.25 }, found: [".cpu", "start", /fraction/] },
  {
    name: "a number beyond 32 bits",
    container: { memory: 4294967296 },
    found: [".memory", "start", /32 bits/],
  },
  { name: "text for a flag", container: { essential: "true" }, found: [".essential", "start"] },
  {
    name: "an object for a list",
    container: { portMappings: { containerPort: 80 } },
    found: [".portMappings", "start", /an object where ECS expects a list/],
  },
  { name: "keys that nobody knows are dropped", container: { name: "api", networkMode: {} } },
  {
    name: "a secret's text is never quoted",
    container: { cpu: "hunter2" },
    found: [".cpu", "start", /^(?!.*hunter2)/s],
  },
];

describe("malformationsOf", () => {
  for (const { name, container, found } of CASES) {
    it(`${found === undefined ? "nothing" : found[1]}: ${name}`, () => {
      const malformations = malformationsOf([container]);
      if (found === undefined) {
        assert.deepEqual(malformations, []);
        return;
      }
      const [path, effect, problem] = found;
      assert.equal(malformations.length, 1, JSON.stringify(malformations));
      const [only] = malformations;
      assert.equal(only?.path, `containerDefinitions[0]${path}`);
      assert.equal(only.effect, effect, only.problem);
      if (problem !== undefined) assert.match(only.problem, problem);
    });
  }

  it("stops after a screenful", () => {
    assert.equal(malformationsOf(Array.from({ length: 1000 }, () => null)).length, 25);
    assert.equal(malformationsOf(Array.from({ length: 1000 }, () => ({ cpu: "a", memory: "b" }))).length, 25);
  });

  it("takes megabytes of text in little time", () => {
    const long = "undefined-".repeat(500_000);
    const began = performance.now();
    malformationsOf([{ image: long, command: [long, `urn:pulumi:${"a".repeat(1_000_000)}`] }]);
    assert.ok(performance.now() - began < 2000);
  });
});
