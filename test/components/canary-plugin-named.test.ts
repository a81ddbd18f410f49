import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { requirePlugin } from "../../components/plugin-named";

interface Case {
  readonly name: string;
  /** Content of the project file; undefined: there is none. */
  readonly project: string | undefined;
  readonly file?: string;
  readonly refused: boolean;
}

const cases: readonly Case[] = [
  { name: "a project without plugins", project: "name: shop\nruntime: nodejs\n", refused: true },
  { name: "a project of the same name", project: "name: ecs-preflight\nruntime: nodejs\n", refused: true },
  {
    name: "a project that names another plugin",
    project: "name: shop\nplugins:\n  providers:\n    - name: other\n      path: x\n",
    refused: true,
  },
  {
    name: "a project that names it among plugins",
    project: "name: shop\nplugins:\n  providers:\n    - name: ecs-preflight\n      path: x\n",
    refused: false,
  },
  {
    name: "a project that names it among packages",
    project: "name: shop\npackages:\n  ecs-preflight: x\n",
    refused: false,
  },
  {
    name: "a project file in JSON",
    project: '{"name":"shop","packages":{"ecs-preflight":"x"}}',
    file: "Pulumi.json",
    refused: false,
  },
  { name: "a project with empty keys", project: "name: shop\npackages:\nplugins:\n", refused: true },
  {
    name: "a project with an empty list of providers",
    project: "name: shop\nplugins:\n  providers:\n",
    refused: true,
  },
  { name: "a project file that can't be read", project: "name: [", refused: false },
  { name: "no project file", project: undefined, refused: false },
];

describe("a program with a canary needs a project that names the plugin", () => {
  let root = "";
  const before_ = { PATH: process.env["PATH"], PULUMI_HOME: process.env["PULUMI_HOME"] };
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "plugin-named-"));
    process.env["PATH"] = root;
    process.env["PULUMI_HOME"] = root;
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(before_))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    fs.rmSync(root, { recursive: true });
  });

  for (const { name, project, file = "Pulumi.yaml", refused } of cases)
    it(`${name}: ${refused ? "refused" : "taken"}`, () => {
      if (project !== undefined) fs.writeFileSync(path.join(root, file), project);
      const check = (): void => requirePlugin({}, root);
      if (refused)
        assert.throws(check, /npx ecs-preflight init[^]*path: node_modules\/ecs-preflight\/plugin/);
      else assert.doesNotThrow(check);
    });

  it("takes a plugin on PATH, an installed one, and a provider that is given", () => {
    fs.writeFileSync(path.join(root, "Pulumi.yaml"), "name: shop\n");
    fs.writeFileSync(path.join(root, "pulumi-resource-ecs-preflight"), "");
    assert.doesNotThrow(() => requirePlugin({}, root));
    fs.rmSync(path.join(root, "pulumi-resource-ecs-preflight"));
    assert.throws(() => requirePlugin({}, root));
    fs.mkdirSync(path.join(root, "plugins", "resource-ecs-preflight-v1.0.0"), { recursive: true });
    assert.doesNotThrow(() => requirePlugin({}, root));
    fs.rmSync(path.join(root, "plugins"), { recursive: true });
    assert.doesNotThrow(() => requirePlugin({ pluginDownloadURL: "https://example.com" }, root));
  });

  it("refuses nothing where the folder is not known", () => assert.doesNotThrow(() => requirePlugin({}, "")));
});
