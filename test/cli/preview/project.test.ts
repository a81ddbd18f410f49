import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { chooseStack, readConfig } from "../../../cli/preview/config";
import { PreviewError } from "../../../cli/preview/error";
import { Placeholders } from "../../../cli/preview/placeholder";
import { readProject } from "../../../cli/preview/project";
import { findSdk } from "../../../cli/preview/runner";
import { type Files, withProgram } from "./support";

const project = (text: string): Files => ({ "Pulumi.yaml": text });

describe("a folder that holds no program to preview", () => {
  const cases: readonly { name: string; files: Files; message: RegExp; hint?: RegExp; below?: string }[] = [
    {
      name: "bad YAML names file and line",
      files: project("name: shop\nruntime: [nodejs\n"),
      message: /^Pulumi\.yaml:\d+: not valid YAML/,
    },
    {
      name: "a tab instead of spaces",
      files: project("name: shop\nruntime:\n\tname: nodejs\n"),
      message: /^Pulumi\.yaml:3: not valid YAML/,
    },
    { name: "an empty file", files: project(""), message: /holds no project/ },
    { name: "no name", files: project("runtime: nodejs\n"), message: /has no `name`/ },
    { name: "no runtime", files: project("name: shop\n"), message: /has no `runtime`/ },
    ...["python", "go", "yaml", "dotnet", "java", "bun"].map((runtime) => ({
      name: `runtime ${runtime}`,
      files: project(`name: shop\nruntime: ${runtime}\n`),
      message: new RegExp(`runs on ${runtime}; the embedded preview runs Node\\.js programs`),
      hint: /pulumi preview --policy-pack/,
    })),
    {
      name: "runtime python as an object",
      files: project("name: shop\nruntime:\n  name: python\n  options:\n    virtualenv: venv\n"),
      message: /runs on python/,
    },
    {
      name: "main that is not there",
      files: project("name: shop\nruntime: nodejs\nmain: src/app.ts\n"),
      message: /`main` in Pulumi\.yaml names src\/app\.ts, which is not there/,
    },
    {
      name: "main that has to be built",
      files: project("name: shop\nruntime: nodejs\nmain: dist/app.js\n"),
      message: /not there/,
      hint: /build the program/,
    },
    {
      name: "main that is no path",
      files: project("name: shop\nruntime: nodejs\nmain: 3\n"),
      message: /`main` in Pulumi\.yaml is not a path/,
    },
    { name: "a folder that does not exist", files: {}, below: "nowhere", message: /There is no folder/ },
    { name: "a file instead of a folder", files: {}, below: "Pulumi.yaml", message: /is not a folder/ },
  ];
  for (const { name, files, message, hint, below = "" } of cases) {
    it(name, () =>
      withProgram(files, (directory) => {
        assert.throws(
          () => readProject(path.join(directory, below)),
          (error: unknown) => {
            assert.ok(error instanceof PreviewError);
            assert.match(error.message, message);
            if (hint !== undefined) assert.match(error.hint ?? "", hint);
            return true;
          },
        );
      }),
    );
  }

  it("no Pulumi.yaml here or above", () =>
    withProgram({}, (directory) => {
      fs.rmSync(path.join(directory, "Pulumi.yaml"));
      assert.throws(() => readProject(directory), /There is no Pulumi\.yaml/);
    }));

  const uninstalled: readonly { name: string; files: Files; message: RegExp; hint: RegExp }[] = [
    {
      name: "npm with a lock file",
      files: { "package-lock.json": "{}" },
      message: /dependencies are not installed/,
      hint: /`npm ci`/,
    },
    { name: "npm without a lock file", files: {}, message: /not installed/, hint: /`npm install`/ },
    { name: "yarn", files: { "yarn.lock": "" }, message: /not installed/, hint: /`yarn install`/ },
    { name: "pnpm", files: { "pnpm-lock.yaml": "" }, message: /not installed/, hint: /`pnpm install`/ },
    { name: "Plug'n'Play", files: { ".pnp.cjs": "" }, message: /Plug'n'Play/, hint: /nodeLinker/ },
    {
      name: "other packages only",
      files: { "node_modules/left/package.json": "{}" },
      message: /@pulumi\/pulumi is not installed/,
      hint: /npm install/,
    },
  ];
  for (const { name, files, message, hint } of uninstalled) {
    it(`dependencies not installed: ${name}`, () =>
      withProgram({ ...files, "no-modules": "" }, (directory) => {
        assert.throws(
          () => findSdk(readProject(directory)),
          (error: unknown) =>
            error instanceof PreviewError && message.test(error.message) && hint.test(error.hint ?? ""),
        );
      }));
  }
});

describe("the installed SDK", () => {
  it("is looked for upwards from the program's folder", () =>
    withProgram(
      { "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: a/b\n", "a/b/index.js": "" },
      (directory) => {
        const sdk = findSdk(readProject(directory));
        assert.match(sdk.version, /^3\./);
        assert.equal(sdk.signalsShutdown, true);
      },
    ));
});

describe("the stack", () => {
  const cases: readonly { name: string; files: Files; asked?: string; stack: string }[] = [
    { name: "dev without any configuration file", files: {}, stack: "dev" },
    { name: "the only one with a file", files: { "Pulumi.prod.yaml": "" }, stack: "prod" },
    {
      name: "dev when there are several",
      files: { "Pulumi.prod.yaml": "", "Pulumi.test.yaml": "" },
      stack: "dev",
    },
    { name: "the one asked for", files: { "Pulumi.prod.yaml": "" }, asked: "test", stack: "test" },
    { name: "the last part of a full name", files: {}, asked: "acme/shop/prod", stack: "prod" },
    {
      name: "of a folder for configuration",
      files: {
        "Pulumi.yaml": "name: shop\nruntime: nodejs\nstackConfigDir: stacks\n",
        "stacks/Pulumi.eu.yaml": "",
      },
      stack: "eu",
    },
  ];
  for (const { name, files, asked, stack } of cases) {
    it(name, () =>
      withProgram(files, (directory) => {
        assert.equal(chooseStack(readProject(directory), asked), stack);
      }),
    );
  }
  it("must have a stack's name", () =>
    withProgram({}, (directory) => {
      assert.throws(() => chooseStack(readProject(directory), "a b"), /is not a stack name/);
    }));
});

describe("configuration", () => {
  interface Case {
    readonly name: string;
    readonly project?: string;
    readonly stack?: string;
    readonly overrides?: Readonly<Record<string, string>>;
    readonly values: Readonly<Record<string, string>>;
    readonly secretKeys?: readonly string[];
  }
  const cases: readonly Case[] = [
    {
      name: "keys without a namespace are the project's",
      stack: "config:\n  image: a\n  aws:region: eu-west-1\n",
      values: { "shop:image": "a", "aws:region": "eu-west-1" },
    },
    {
      name: "the old form with config in the key",
      stack: "config:\n  shop:config:image: a\n",
      values: { "shop:image": "a" },
    },
    {
      name: "numbers and booleans are text, structured values JSON",
      stack: "config:\n  n: 3\n  b: true\n  o:\n    list: [1, two]\n",
      values: { "shop:n": "3", "shop:b": "true", "shop:o": '{"list":[1,"two"]}' },
    },
    {
      name: "the project's defaults and values, overridden by the stack's file, overridden by options",
      project:
        "config:\n  image:\n    default: a\n    type: string\n  cpu: 256\n  aws:region:\n    value: us-west-2\n  later:\n    type: string\n",
      stack: "config:\n  shop:cpu: 512\n",
      overrides: { "aws:region": "eu-west-1", extra: "x" },
      values: { "shop:image": "a", "shop:cpu": "512", "aws:region": "eu-west-1", "shop:extra": "x" },
    },
    {
      name: "a project's secret key",
      project: "config:\n  word:\n    value: abc\n    secret: true\n",
      values: { "shop:word": "abc" },
      secretKeys: ["shop:word"],
    },
    {
      name: "a given value for an encrypted key stays a plain one",
      stack: "config:\n  shop:word:\n    secure: v1:a:b\n",
      overrides: { word: "open" },
      values: { "shop:word": "open" },
    },
    { name: "no stack file", values: {} },
    { name: "an empty stack file", stack: "", values: {} },
  ];
  for (const { name, project: declared = "", stack, overrides = {}, values, secretKeys = [] } of cases) {
    it(name, () =>
      withProgram(
        {
          "Pulumi.yaml": `name: shop\nruntime: nodejs\n${declared}`,
          ...(stack === undefined ? {} : { "Pulumi.dev.yaml": stack }),
        },
        (directory) => {
          const config = readConfig(readProject(directory), "dev", overrides, new Placeholders());
          assert.deepEqual(config.values, values);
          assert.deepEqual(config.secretKeys, secretKeys);
        },
      ),
    );
  }

  it("encrypted values, also deep inside, become stand-ins that are secret", () =>
    withProgram(
      {
        "Pulumi.dev.yaml":
          "config:\n  word:\n    secure: v1:a:b\n  db:\n    user: root\n    password:\n      secure: v1:c:d\n",
      },
      (directory) => {
        const placeholders = new Placeholders();
        const config = readConfig(readProject(directory), "dev", {}, placeholders);
        assert.deepEqual(config.encryptedKeys, ["shop:word", "shop:db"]);
        assert.deepEqual(config.secretKeys, ["shop:word", "shop:db"]);
        const db = JSON.parse(config.values["shop:db"] ?? "") as Record<string, string>;
        assert.equal(db["user"], "root");
        assert.match(placeholders.reasonIn(db["password"] ?? "") ?? "", /shop:db is encrypted/);
        assert.match(placeholders.reasonIn(config.values["shop:word"] ?? "") ?? "", /shop:word is encrypted/);
      },
    ));

  it("bad YAML in a stack's file names file and line, and quotes nothing of it", () =>
    withProgram({ "Pulumi.dev.yaml": "config:\n  word: 'hush\n" }, (directory) => {
      assert.throws(
        () => readConfig(readProject(directory), "dev", {}, new Placeholders()),
        (error: unknown) =>
          error instanceof PreviewError &&
          /^Pulumi\.dev\.yaml:\d+:/.test(error.message) &&
          !error.message.includes("hush"),
      );
    }));

  const notices: readonly { name: string; files: Files; notice: RegExp }[] = [
    {
      name: "a stack without a file where others have one",
      files: { "Pulumi.prod.yaml": "" },
      notice: /Stack dev has no configuration file; there are files for prod/,
    },
    {
      name: "ESC environments",
      files: { "Pulumi.dev.yaml": "environment: [base]\n" },
      notice: /ESC environments, which are not read/,
    },
    {
      name: "an encrypted value",
      files: { "Pulumi.dev.yaml": "config:\n  a:\n    secure: v1:a:b\n" },
      notice: /Configuration shop:a is encrypted/,
    },
  ];
  for (const { name, files, notice } of notices) {
    it(`says what it did not read: ${name}`, () =>
      withProgram(files, (directory) => {
        const config = readConfig(readProject(directory), "dev", {}, new Placeholders());
        assert.equal(config.notices.length, 1);
        assert.match(config.notices.join(), notice);
      }));
  }

  it("config that is no map", () =>
    withProgram({ "Pulumi.dev.yaml": "config: [a]\n" }, (directory) => {
      assert.throws(() => readConfig(readProject(directory), "dev", {}, new Placeholders()), /not a map/);
    }));
});
