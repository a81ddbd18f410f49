import * as assert from "node:assert/strict";
import { UnknownJson, UnknownOutput, UnknownText } from "../../../launch/known";
import { find, preview } from "./support";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
const repo = new aws.ecr.Repository("api");
const db = new aws.secretsmanager.Secret("db");
const password = new pulumi.Config().getSecret("password");
const made = (build: (url: string, secret: string) => unknown): void => {
  new aws.ecs.TaskDefinition("task", {
    family: "api",
    containerDefinitions: pulumi.all([repo.repositoryUrl, db.arn, password])
      .apply(([url, secret]) => JSON.stringify([build(url, secret)])),
  });
};
`;

/** What is seen of the only container that `build` makes of the URL of a repository and the ARN of a secret. */
async function containerOf(build: string, options: { singlePass?: boolean } = {}): Promise<unknown> {
  const [container] = await containersIn(`made((url, secret) => (${build}));`, options);
  return container;
}

/** The same of a task definition `task`, whatever the program makes it of. */
async function containersIn(
  rest: string,
  options: { singlePass?: boolean } = {},
): Promise<readonly unknown[]> {
  const program = await preview({ "index.ts": `${PROGRAM}\n${rest}` }, options);
  const text = find(program, "task").inputs["containerDefinitions"];
  const stack = program.stack.resources.map(({ inputs }) => shown(inputs));
  assert.doesNotMatch(JSON.stringify([stack, [...program.secrets]]), /standin/);
  return text instanceof UnknownJson ? (shown(text.content) as unknown[]) : ["unknown"];
}

/** `<name.property>` for an output, `?` for anything else that is not known. */
function shown(value: unknown): unknown {
  if (value instanceof UnknownOutput) return `<${value.urn.split("::")[3] ?? ""}.${value.property}>`;
  if (value instanceof UnknownText) return value.parts.map(shown).join("");
  if (value instanceof UnknownJson) return shown(value.content);
  if (value !== null && typeof value === "object" && "because" in value) return "?";
  if (Array.isArray(value)) return value.map(shown);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]));
}

describe("the second pass", function () {
  const cases: readonly { readonly name: string; readonly build: string; readonly sees: unknown }[] = [
    {
      name: "an output with text after it",
      build: "{ image: `${url}:1.2`, secrets: [{ valueFrom: secret + ':key::' }] }",
      sees: { image: "<api.repositoryUrl>:1.2", secrets: [{ valueFrom: "<db.arn>:key::" }] },
    },
    {
      name: "what does not hang on an output",
      build: "{ cpu: 5, name: 'api', essential: true }",
      sees: { cpu: 5, name: "api", essential: true },
    },
    {
      name: "a part of an output stays unknown",
      build: "{ image: url.split('/')[1] }",
      sees: { image: "?" },
    },
    {
      name: "the account in an output stays unknown",
      build: "{ user: secret.split(':')[4] }",
      sees: { user: "?" },
    },
    {
      name: "the region in an output stays unknown",
      build: "{ user: secret.split(':')[3] }",
      sees: { user: "?" },
    },
    {
      name: "an output in another spelling stays unknown",
      build: "{ image: url.toUpperCase() }",
      sees: { image: "?" },
    },
    {
      name: "an encoded output stays unknown",
      build: "{ image: Buffer.from(url).toString('base64') }",
      sees: { image: "?" },
    },
    { name: "the length of an output stays unknown", build: "{ cpu: url.length }", sees: { cpu: "?" } },
    {
      name: "an output as a key hides its object",
      build: "{ name: 'api', dockerLabels: { [url]: 'x' } }",
      sees: { name: "api", dockerLabels: "?" },
    },
    {
      name: "the trace of a lost part stays unknown",
      build: "{ image: `x:${url.split('@')[1]}` }",
      sees: { image: "?" },
    },
    {
      name: "a program that fails with stand-ins",
      build: "(() => { if (secret.includes('standin')) throw new Error('no'); return {}; })()",
      sees: "unknown",
    },
  ];
  for (const { name, build, sees } of cases)
    it(name, async () => assert.deepEqual(await containerOf(build), sees));

  it("is left out when asked", async () =>
    assert.equal(await containerOf("{ name: 'api' }", { singlePass: true }), "unknown"));

  it("reads a text around outputs of builds and of other providers", async () => {
    const rest = `
      const output = (type: string, property: string, remote = false): pulumi.Output<string> => {
        const Made: any = remote ? pulumi.ComponentResource : pulumi.CustomResource;
        return new Made(type, property, { [property]: undefined }, {}, remote)[property];
      };
      const result = output("random:index/randomPassword:RandomPassword", "result");
      const endpoint = output("aws:rds/instance:Instance", "endpoint");
      new aws.ecs.TaskDefinition("task", {
        family: "beside",
        containerDefinitions: pulumi.jsonStringify([
          { image: output("awsx:ecr:Image", "imageUri", true) },
          { image: output("docker-build:index:Image", "ref") },
          { image: output("docker:index/image:Image", "repoDigest") },
          { command: [result.apply((text) => "x " + text), endpoint, endpoint.apply((text) => text.split(":")[1])] },
        ]),
      });`;
    assert.deepEqual(await containersIn(rest), [
      { image: "<imageUri.imageUri>" },
      { image: "<ref.ref>" },
      { image: "<repoDigest.repoDigest>" },
      { command: ["x <result.result>", "<endpoint.endpoint>", "?"] },
    ]);
  });

  it("hides the environment of a text that holds a secret, not the names in it", async () => {
    const { secrets } = await preview(
      {
        "index.ts": `${PROGRAM}
          made((url) => ({ name: "api", image: url, environment: [{ name: "USER", value: "hunter2" }] }));`,
      },
      { config: { password: "x" } },
    );
    assert.deepEqual([...secrets].sort(), ["hunter2"]);
  });

  it("sees what the program makes once it knows an output, where both runs make it", async () => {
    const { stack } = await preview({
      "index.ts": `${PROGRAM}
        const task = repo.repositoryUrl.apply((url) => new aws.ecs.TaskDefinition("later", {
          family: "api",
          containerDefinitions: JSON.stringify([{ name: "api", image: url }]),
        }));
        new aws.ecs.Service("web", { taskDefinition: task.arn });
        db.arn.apply((arn) => arn.includes(":1111") && new aws.sns.Topic("hangs-on-the-account"));`,
    });
    const named = new Map(stack.resources.map((resource) => [resource.name, resource]));
    assert.deepEqual(shown(named.get("later")?.inputs), {
      family: "api",
      containerDefinitions: [{ name: "api", image: "<api.repositoryUrl>" }],
    });
    assert.equal(shown(named.get("web")?.inputs["taskDefinition"]), "<later.arn>");
    assert.ok(named.get("web")?.dependencies.includes(named.get("later")?.urn ?? ""));
    assert.ok(!named.has("hangs-on-the-account"));
  });
});
