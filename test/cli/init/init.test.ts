import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { init } from "../../../cli/init/init";
import { withPlugin } from "../../../cli/init/with-plugin";
import { main } from "../../../cli/main";
import { processOutput } from "../../../cli/output";

const add = (text: string): string | undefined =>
  withPlugin(text, "node_modules/ecs-preflight/plugin", "Pulumi.yaml");
const entry = { name: "ecs-preflight", path: "node_modules/ecs-preflight/plugin" };

describe("init", () => {
  const cases: readonly { name: string; text: string; plugins: object | undefined }[] = [
    {
      name: "a project without plugins",
      text: "name: shop\nruntime: nodejs\n",
      plugins: { providers: [entry] },
    },
    {
      name: "a project with other providers",
      text: "name: shop\nplugins:\n  providers:\n    - name: other\n      path: x\n",
      plugins: { providers: [{ name: "other", path: "x" }, entry] },
    },
    {
      name: "a project with plugins of another kind",
      text: "name: shop\nplugins:\n  languages:\n    - name: zig\n      path: y\n",
      plugins: { languages: [{ name: "zig", path: "y" }], providers: [entry] },
    },
    { name: "a project with empty plugins", text: "name: shop\nplugins:\n", plugins: { providers: [entry] } },
    {
      name: "a project that names it among plugins",
      text: "name: shop\nplugins:\n  providers:\n    - name: ecs-preflight\n      path: z\n",
      plugins: undefined,
    },
    {
      name: "a project that names it among packages",
      text: "name: shop\npackages:\n  ecs-preflight: z\n",
      plugins: undefined,
    },
  ];
  for (const { name, text, plugins } of cases)
    it(`${name}: ${plugins === undefined ? "stays" : "gets it"}`, () => {
      const after = add(text);
      if (plugins === undefined) assert.equal(after, undefined);
      else assert.deepEqual((parse(after ?? "") as { plugins: object }).plugins, plugins);
      if (after !== undefined) assert.equal(add(after), undefined, "a second time changes nothing");
    });

  const lines = "    - name: ecs-preflight\n      path: node_modules/ecs-preflight/plugin\n";
  const kept: readonly { name: string; before: string; after: string; added?: string }[] = [
    {
      name: "comments, folded texts and blank lines",
      before: "# the shop\nname: shop # named so\n\n\ndescription: >\n  sells\n  things\n# end\n",
      after: "",
      added: `plugins:\n  providers:\n${lines}`,
    },
    {
      name: "comments among other plugins",
      before: "plugins:\n  # ours\n  languages:\n    - name: zig # fast\n      path: y\n",
      after: "name: shop\n",
      added: `  providers:\n${lines}`,
    },
    {
      name: "comments among other providers, and how far they are indented",
      before: "plugins:\n  providers:\n  # ours\n  - name: other # 1\n    path: x # 2\n",
      after: "  analyzers: []\nname: shop\n",
      added: "  - name: ecs-preflight\n    path: node_modules/ecs-preflight/plugin\n",
    },
    {
      name: "line ends of Windows",
      before: "name: shop\r\n",
      after: "",
      added: `plugins:\n  providers:\n${lines}`.replaceAll("\n", "\r\n"),
    },
    {
      name: "a last line that does not end",
      before: "name: shop",
      after: "",
      added: `\nplugins:\n  providers:\n${lines}`,
    },
  ];
  for (const { name, before, after, added } of kept)
    it(`keeps ${name}`, () => assert.equal(add(before + after), `${before}${added ?? ""}${after}`));

  for (const text of [
    "{ name: shop }\n",
    "name: shop\nplugins: {}\n",
    "name: shop\nplugins:\n  providers: []\n",
    "name: shop\nplugins:\n  providers:\n",
    "name: shop\nplugins: { providers: [ { name: other, path: x } ] }\n",
  ])
    it(`writes ${JSON.stringify(text)} anew`, () => {
      const project = parse(add(text) ?? "") as { name: string; plugins: { providers: unknown[] } };
      assert.deepEqual([project.name, project.plugins.providers.at(-1)], ["shop", entry]);
    });

  it("adds it to a project file in JSON", () => {
    const text = withPlugin('{"name":"shop"}', entry.path, "Pulumi.json") ?? "";
    assert.deepEqual(JSON.parse(text), { name: "shop", plugins: { providers: [entry] } });
    assert.equal(withPlugin(text, entry.path, "Pulumi.json"), undefined);
  });

  for (const text of ["name: [", "- a list\n", ""])
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => add(text), /Pulumi\.yaml can't be read/));

  it("writes the path to the installed package, also from a workspace", async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "init-"));
    try {
      const folder = path.join(root, "infra");
      fs.mkdirSync(path.join(root, "node_modules/ecs-preflight/plugin"), { recursive: true });
      fs.writeFileSync(path.join(root, "node_modules/ecs-preflight/plugin/PulumiPlugin.yaml"), "");
      fs.mkdirSync(folder);
      fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\n");
      let said = "";
      const output = { ...processOutput(), stdout: (text: string) => void (said += text) };
      assert.equal(await main(["init", folder], output), 0);
      assert.match(said, /added the plugin/);
      const text = fs.readFileSync(path.join(folder, "Pulumi.yaml"), "utf8");
      assert.match(text, /path: \.\.\/node_modules\/ecs-preflight\/plugin/);
      assert.equal(init(folder, output), 0);
      assert.equal(fs.readFileSync(path.join(folder, "Pulumi.yaml"), "utf8"), text);
      await assert.doesNotReject(async () =>
        assert.equal(await main(["init", root], { ...output, stderr: () => undefined }), 2),
      );
    } finally {
      fs.rmSync(root, { recursive: true });
    }
  });
});
