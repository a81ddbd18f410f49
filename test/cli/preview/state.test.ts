import assert from "node:assert/strict";
import * as path from "node:path";
import { Unknown } from "../../../launch/known";
import { previewProgram, type PreviewedProgram } from "../../../cli/preview/preview";
import { readStateFile } from "../../../cli/preview/state";
import { find, PRELUDE, withProgram } from "./support";

const urn = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;
const ROLE = "aws:iam/role:Role";
const SECRET_SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const deployed = (resources: object[]): string => JSON.stringify({ version: 3, deployment: { resources } });
const role = (changes: object = {}): object => ({
  urn: urn(ROLE, "exec"),
  type: ROLE,
  custom: true,
  id: "exec-0000000",
  inputs: { __defaults: ["name"], name: "exec-0000000", path: "/", maxSessionDuration: "3600" },
  outputs: { arn: "arn:aws:iam::111122223333:role/exec-0000000", name: "exec-0000000", path: "/" },
  ...changes,
});
const program = (
  options = "{}",
  inputs = `{ path: "/", maxSessionDuration: 3600 }`,
  name = "exec",
): string => `${PRELUDE}
  const role = resource("${ROLE}", "${name}", ${inputs}, ${options});
  resource("x:y:Z", "z", { arn: role.arn, name: role.name });`;

const preview = (source: string, state: string): Promise<PreviewedProgram> =>
  withProgram({ "index.js": source, "state.json": state }, (directory) =>
    previewProgram({ directory, stateFile: path.join(directory, "state.json"), timeoutSeconds: 60 }),
  );

describe("a preview with prior state", function () {
  this.timeout(60_000);

  it("knows ids, outputs and generated names of what stays as it is", async () => {
    const result = await preview(program(), deployed([role()]));
    assert.equal(result.stack.hasPriorState, true);
    assert.equal(find(result, "exec").id, "exec-0000000");
    assert.equal(find(result, "exec").inputs["name"], "exec-0000000");
    assert.equal(find(result, "exec").outputs["arn"], "arn:aws:iam::111122223333:role/exec-0000000");
    assert.equal(find(result, "z").inputs["arn"], "arn:aws:iam::111122223333:role/exec-0000000");
  });

  it("knows that what changes exists, but not its outputs", async () => {
    const result = await preview(program("{}", `{ path: "/apps/" }`), deployed([role()]));
    assert.equal(find(result, "exec").id, "exec-0000000");
    assert.deepEqual(find(result, "exec").outputs, {});
    assert.ok(find(result, "z").inputs["arn"] instanceof Unknown);
  });

  it("finds what was renamed by its alias", async () => {
    const result = await preview(
      program(`{ aliases: [{ name: "exec" }] }`, undefined, "execution"),
      deployed([role()]),
    );
    assert.equal(find(result, "execution").id, "exec-0000000");
    assert.equal(find(result, "z").inputs["name"], "exec-0000000");
  });

  it("takes what is new as not created yet", async () => {
    const result = await preview(program(), deployed([]));
    assert.ok(find(result, "exec").id instanceof Unknown);
    assert.equal(result.stack.hasPriorState, true);
  });

  it("keeps encrypted outputs unknown and open secrets secret", async () => {
    const outputs = {
      arn: { ...SECRET_SIGNATURE, ciphertext: "AAA" },
      name: { ...SECRET_SIGNATURE, plaintext: '"hidden-name"' },
    };
    const result = await preview(program(), deployed([role({ outputs })]));
    assert.ok(find(result, "exec").outputs["arn"] instanceof Unknown);
    assert.ok(result.secrets.has("hidden-name"));
  });
});

describe("a state file", () => {
  const cases: readonly { name: string; content: string; message: RegExp }[] = [
    { name: "that is no JSON", content: "{", message: /cannot be read/ },
    { name: "that is no export", content: "[]", message: /is not the export of a stack/ },
    {
      name: "of another stack",
      content: deployed([role({ urn: urn(ROLE, "exec").replace("dev", "prod") })]),
      message: /stack prod of project shop, but this preview is of stack dev/,
    },
    {
      name: "of another project",
      content: deployed([role({ urn: urn(ROLE, "exec").replace("shop", "blog") })]),
      message: /of project blog/,
    },
  ];
  for (const { name, content, message } of cases) {
    it(name, () =>
      withProgram({ "state.json": content }, (directory) => {
        assert.throws(() => readStateFile(path.join(directory, "state.json"), "shop", "dev"), message);
      }),
    );
  }
  it("that is not there", () => {
    assert.throws(() => readStateFile(path.join(__dirname, "none.json"), "shop", "dev"), /cannot be read/);
  });
  it("of an empty stack, and a checkpoint of the file backend", () =>
    withProgram(
      {
        "empty.json": '{"version":3,"deployment":{}}',
        "checkpoint.json": JSON.stringify({
          version: 3,
          checkpoint: { latest: { resources: [role(), role({ delete: true })] } },
        }),
      },
      (directory) => {
        assert.deepEqual(readStateFile(path.join(directory, "empty.json"), "shop", "dev"), []);
        assert.equal(readStateFile(path.join(directory, "checkpoint.json"), "shop", "dev").length, 1);
      },
    ));
});
