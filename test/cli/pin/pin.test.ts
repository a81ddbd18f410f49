import Ajv from "ajv";
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { main } from "../../../cli/main";
import { processOutput } from "../../../cli/output";
import { previewProgram } from "../../../cli/preview/preview";
import { LOCK_FILE, type LockedImage } from "../../../components/lock/lock-file";
import schema from "../../../schema/lock.schema.json";
import { digestOf, index, startEcr, startRegistry, type Double } from "../../components/registry/doubles";
import { find, withProgram, type Files } from "../preview/support";

const COMPONENTS = path.join(__dirname, "../../../dist/index.js");
const NEW = index("linux/amd64", "linux/arm64");
const ECR = "210987654321.dkr.ecr.eu-west-1.amazonaws.com";
const OLD = `sha256:${"ab".repeat(32)}`;
const ARM = "HOST/team/api:1 for LINUX on ARM64";
const isValid = new Ajv().compile(schema);

/** JavaScript alone starts sooner. */
const PROJECT = "name: shop\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n";

/** A program that pins; `HOST` stands for the public registry. */
const pins = (...calls: readonly string[]): string => `
const pulumi = require("@pulumi/pulumi");
const { pinImage } = require(${JSON.stringify(COMPONENTS)});
const config = new pulumi.Config();
const later = new pulumi.CustomResource("t:i:T", "later", { url: undefined }).url;
${calls.map((call) => `pinImage(${call});`).join("\n")}
`;
const API = `"HOST/team/api:1"`;
const API_ON_ARM = `"HOST/team/api:1", { runtimePlatform: { cpuArchitecture: "ARM64" } }`;

interface Case {
  readonly name: string;
  readonly program: string;
  readonly args?: readonly string[];
  /** Repository and digest by key, before; undefined: there is no lock file. */
  readonly lock?: Readonly<Record<string, string>>;
  readonly files?: Files;
  readonly status?: number;
  /** Digests by key, afterwards; undefined: as before. */
  readonly becomes?: Readonly<Record<string, string>>;
  readonly out?: RegExp;
  readonly err?: RegExp;
  /** Whether no registry may be asked. */
  readonly quiet?: boolean;
}

const fresh = digestOf(NEW);
const cases: readonly Case[] = [
  {
    name: "the first time, each image with its platform; what has a digest needs no lock",
    program: pins(API, API, API_ON_ARM, `"HOST/team/api@${OLD}"`),
    becomes: { "HOST/team/api:1": fresh, [ARM]: fresh },
    out: /^ecs-preflight-lock\.json\n {2}added {4}HOST\/team\/api:1 {24}.* → sha256:\w{12}\n[^]*\n2 added\.\n$/,
  },
  {
    name: "an image of ECR, with the account's credentials",
    program: pins(`"${ECR}/api:v1"`),
    becomes: { [`${ECR}/api:v1`]: fresh },
  },
  {
    name: "what is locked stays, although the tag has another digest now",
    program: pins(API),
    lock: { "HOST/team/api:1": OLD },
    out: /kept .* sha256:abababababab\n\n1 kept\.\n$/,
    quiet: true,
  },
  {
    name: "--update asks again",
    program: pins(API),
    args: ["--update"],
    lock: { "HOST/team/api:1": OLD },
    becomes: { "HOST/team/api:1": fresh },
    out: /changed .* sha256:abababababab → sha256:\w{12}\n/,
  },
  {
    name: "what is no longer used is removed",
    program: pins(API),
    lock: { "HOST/team/api:1": OLD, "HOST/team/api:0": OLD },
    becomes: { "HOST/team/api:1": OLD },
    out: /removed .*api:0 +sha256:abababababab → -\n/,
    quiet: true,
  },
  {
    name: "nothing is removed where an image is known only to a deployment",
    program: pins(API, "pulumi.interpolate`${later}:1`"),
    lock: { "HOST/team/api:1": OLD, "HOST/team/api:0": OLD },
    err: /notice: Stack dev: an image is not known to a preview\..*Nothing is taken for unused/,
    quiet: true,
  },
  {
    name: "the images of every stack",
    program: pins("`HOST/team/api:${config.require('tag')}`"),
    files: {
      "Pulumi.dev.yaml": "config:\n  shop:tag: latest\n",
      "Pulumi.prod.yaml": 'config:\n  shop:tag: "1"\n',
    },
    becomes: { "HOST/team/api:1": fresh, "HOST/team/api:latest": fresh },
  },
  {
    name: "one stack of two removes nothing",
    program: pins("`HOST/team/api:${config.require('tag')}`"),
    args: ["--stack", "prod"],
    files: {
      "Pulumi.dev.yaml": "config:\n  shop:tag: latest\n",
      "Pulumi.prod.yaml": 'config:\n  shop:tag: "1"\n',
    },
    lock: { "HOST/team/api:latest": OLD },
    becomes: { "HOST/team/api:1": fresh, "HOST/team/api:latest": OLD },
    err: /Not looked at: stack dev/,
  },
  {
    name: "an image in an account that the preview made up is left open",
    program: pins(`"123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:v1"`),
    out: /no image to pinImage that is known here/,
    err: /the account of 123456789012\S* is made up; --account gives it/,
    quiet: true,
  },
  {
    name: "a tag that does not exist fails, and the others are locked",
    program: pins(API, `"HOST/team/api:2"`),
    status: 1,
    becomes: { "HOST/team/api:1": fresh },
    out: /failed +HOST\/team\/api:2[^]*\[image-exists\] image HOST\/team\/api:2 does not exist[^]*To do: Use a tag/,
  },
  {
    name: "an update that fails leaves the digest",
    program: pins(`"HOST/team/api:2"`),
    args: ["--update"],
    lock: { "HOST/team/api:2": OLD },
    status: 1,
  },
  {
    name: "--image updates one of two",
    program: "throw new Error('it must not run')",
    args: ["--update", "--image", "HOST/team/api:1"],
    lock: { "HOST/team/api:1": OLD, [ARM]: OLD, "HOST/team/api:latest": OLD },
    becomes: { "HOST/team/api:1": fresh, [ARM]: fresh, "HOST/team/api:latest": OLD },
  },
  {
    name: "--image adds one for a platform",
    program: "",
    args: ["--image", ARM],
    lock: { "HOST/team/api:1": OLD },
    becomes: { "HOST/team/api:1": OLD, [ARM]: fresh },
  },
  {
    name: "--image with a digest is a mistake",
    program: "",
    args: ["--image", `HOST/team/api@${OLD}`],
    status: 2,
    err: /is no image reference with a tag\.\nIt is written as in the lock file/,
  },
  {
    name: "--lock-file without --image is a mistake",
    program: "",
    args: ["--lock-file", "x.json"],
    status: 2,
    err: /--lock-file is for --image/,
  },
  {
    name: "--check passes where the lock file is complete",
    program: pins(API),
    args: ["--check"],
    lock: { "HOST/team/api:1": OLD },
    quiet: true,
  },
  {
    name: "--check tells what is missing and what is unused, and changes nothing",
    program: pins(API),
    args: ["--check"],
    lock: { "HOST/team/api:0": OLD },
    status: 1,
    out: /unused +HOST\/team\/api:0[^]*missing +HOST\/team\/api:1[^]*1 missing, 1 unused\.\nTo do: run/,
    quiet: true,
  },
  {
    name: "--check without a lock file",
    program: pins(API),
    args: ["--check"],
    status: 1,
    out: /missing +HOST\/team\/api:1/,
    quiet: true,
  },
  {
    name: "a program that pins nothing gets no lock file",
    program: pins(),
    out: /gives no image to pinImage/,
    quiet: true,
  },
  {
    name: "a lock file in braces that do not close",
    program: pins(API),
    files: { [LOCK_FILE]: '{"version": 1,' },
    status: 2,
    err: /error: lock file .*ecs-preflight-lock\.json: is not JSON[^]*\nTo do: /,
  },
  {
    name: "a program that fails",
    program: "throw new Error('no such thing')",
    status: 2,
    err: /no such thing/,
  },
];

describe("pin", function () {
  this.timeout(120_000);
  let registry: Double;
  let ecr: Double;
  const environment = {
    AWS_ENDPOINT_URL_ECR: "",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
  const saved = Object.keys(environment).map((name) => [name, process.env[name]] as const);

  before(async () => {
    registry = await startRegistry({ "team/api": { tags: { "1": NEW, latest: NEW } } });
    ecr = await startEcr({ repositories: { "210987654321/api": { tags: { v1: NEW } } } });
    Object.assign(process.env, environment, { AWS_ENDPOINT_URL_ECR: `http://${ecr.host}` });
  });
  after(async () => {
    for (const [name, value] of saved)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    await Promise.all([registry.close(), ecr.close()]);
  });

  const named = (text: string): string => text.replaceAll("HOST", registry.host);
  const unnamed = (text: string): string => text.replaceAll(registry.host, "HOST");
  const lockText = (digests: Readonly<Record<string, string>>): string => {
    const images: Record<string, LockedImage> = {};
    for (const [key, digest] of Object.entries(digests))
      images[key] = { pinned: `${key.replace(/:\w+( for .*)?$/, "")}@${digest}`, date: "2020-01-01" };
    return named(JSON.stringify({ version: 1, images }, null, 2) + "\n");
  };

  async function run(
    directory: string,
    args: readonly string[] = [],
  ): Promise<{ status: number; out: string; err: string }> {
    let [out, err] = ["", ""];
    const output = {
      ...processOutput(),
      stdout: (text: string) => void (out += text),
      stderr: (text: string) => void (err += text),
      interactive: false,
    };
    const status = await main(["pin", directory, ...args.map(named)], output);
    return { status, out: unnamed(out), err: unnamed(err) };
  }

  const lockIn = (directory: string): string | undefined => {
    const file = path.join(directory, LOCK_FILE);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  };

  for (const { name, program, args, lock, files = {}, status = 0, becomes, out, err, quiet } of cases)
    it(name, () => {
      const given = lock === undefined ? {} : { [LOCK_FILE]: lockText(lock) };
      const before = registry.asked.length;
      return withProgram({ "index.js": named(program), ...given, ...files }, async (directory) => {
        const first = lockIn(directory);
        const result = await run(directory, args);
        assert.equal(result.status, status, result.out + result.err);
        const text = lockIn(directory);
        if (becomes === undefined) assert.equal(text, first, "the lock file was changed");
        else {
          const { images } = JSON.parse(unnamed(text ?? "")) as {
            images: Record<string, LockedImage>;
          };
          const digests = Object.entries(images).map(([key, { pinned }]) => [key, pinned.split("@")[1]]);
          assert.deepEqual(Object.fromEntries(digests), becomes);
          assert.ok(isValid(JSON.parse(text ?? "")), JSON.stringify(isValid.errors));
        }
        if (out !== undefined)
          assert.match(result.out.replace(/^.*ecs-preflight-lock/, "ecs-preflight-lock"), out);
        if (err !== undefined) assert.match(result.err, err);
        if (quiet === true) assert.equal(registry.asked.length, before, "a registry was asked");
      });
    });

  it("what it wrote is known to the next preview, wherever pinImage keeps it", () =>
    withProgram(
      {
        "Pulumi.yaml": `${PROJECT}main: src/\n`,
        "src/index.js": named(
          pins(API, `"HOST/team/api:latest", { lockFile: "locks/other.json" }`) +
            `new pulumi.CustomResource("t:i:T", "task", { image: pinImage(${API}) });`,
        ),
        "locks/keep": "",
      },
      async (directory) => {
        const { status, out } = await run(directory, ["--format", "json"]);
        assert.equal(status, 0, out);
        const { version, files } = JSON.parse(out) as {
          version: number;
          files: { file: string; changes: { image: string; status: string; to: string }[] }[];
        };
        const [standard, other] = [LOCK_FILE, "locks/other.json"].map((file) => path.join(directory, file));
        assert.equal(version, 1);
        assert.deepEqual(
          files.map(({ file, changes }) => [file, changes.map(({ image, status: what }) => [image, what])]),
          [
            [standard, [["HOST/team/api:1", "added"]]],
            [other, [["HOST/team/api:latest", "added"]]],
          ],
        );
        assert.equal((await run(directory, ["--check"])).status, 0);
        const task = find(await previewProgram({ directory, timeoutSeconds: 60 }), "task");
        assert.equal(task.inputs["image"], named(`HOST/team/api@${fresh}`));
      },
    ));
});
