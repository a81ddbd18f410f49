import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { previewProgram, type PreviewOptions } from "../../../cli/preview/preview";
import { failure, find, type Files, isRunning, preview, PRELUDE, withProgram } from "./support";

interface Failure {
  readonly name: string;
  readonly files: Files;
  readonly options?: Partial<PreviewOptions>;
  readonly message: RegExp;
  readonly hint?: RegExp;
}

const js = (program: string): Files => ({ "index.js": PRELUDE + program });

const failures: readonly Failure[] = [
  {
    name: "an error thrown by the program, as the SDK prints it, without colours",
    files: js(`throw new Error("no such cluster");`),
    message: /^Running program '[^']+' failed with an unhandled exception:\n[^]*Error: no such cluster/,
  },
  {
    name: "an error whose stack makes Node 20 inspect for ever with colours",
    files: js(
      `const e = new Error("odd stack"); e.stack = "Error: odd stack\\n    at /node_modules/@pulumi/resource.ts:5:3"; throw e;`,
    ),
    message: /odd stack/,
  },
  {
    name: "a rejected promise nobody awaits",
    files: js(`Promise.reject(new Error("late failure"));`),
    message: /late failure/,
  },
  { name: "something thrown that is no error", files: js(`throw "plain words";`), message: /plain words/ },
  {
    name: "a RunError shows its message alone",
    files: js(`throw new pulumi.RunError("choose a size");`),
    message: /^choose a size$/,
  },
  {
    name: "missing configuration names the key and the option",
    files: js(`new pulumi.Config().require("image");`),
    message: /Missing required configuration variable 'shop:image'/,
    hint: /--config shop:image=/,
  },
  {
    name: "encrypted configuration that the program takes apart",
    files: {
      ...js(`new pulumi.Config().requireObject("db").host.length;`),
      "Pulumi.dev.yaml": "config:\n  shop:db:\n    secure: v1:abc:def\n",
    },
    message: /./,
    hint: /shop:db/,
  },
  {
    name: "a check of what a function tells only with an account",
    files: js(`
      require("@pulumi/aws").ec2.getInstanceType({ instanceType: "t3.small" }).then(({ supportedArchitectures }) => {
        if (!supportedArchitectures.includes("x86_64")) throw new Error("wrong processor");
      });`),
    message: /wrong processor/,
    hint: /aws:ec2\/getInstanceType/,
  },
  {
    name: "a module that is not installed",
    files: js(`require("left-padding-of-old");`),
    message: /Cannot find module 'left-padding-of-old'/,
    hint: /left-padding-of-old is missing/,
  },
  {
    name: "a syntax error",
    files: { "index.ts": "const x = ;\n" },
    message: /index\.ts|Expression expected/,
  },
  {
    name: "the same name twice",
    files: js(`resource("x:y:Z", "z"); resource("x:y:Z", "z");`),
    message: /Duplicate resource URN 'urn:pulumi:dev::shop::x:y:Z::z'/,
  },
  {
    name: "a transform that throws",
    files: js(`resource("x:y:Z", "z", {}, { transforms: [() => { throw new Error("no tags"); }] });`),
    message: /no tags/,
  },
  {
    name: "process.exit(0) before the end",
    files: js(`resource("x:y:Z", "z"); setTimeout(() => process.exit(0), 1000);`),
    message: /ended itself before the preview was complete/,
  },
  {
    name: "process.exit(3) shows what the program printed",
    files: js(`console.error("license expired"); process.exit(3);`),
    message: /exit status 3:\n[^]*license expired/,
  },
  {
    name: "a program that kills itself",
    files: js(`process.kill(process.pid, "SIGTERM");`),
    message: /signal SIGTERM/,
  },
  {
    name: "a program that never ends",
    files: js(
      `pulumi.output(new Promise(() => setInterval(() => {}, 1000))).apply((x) => x); module.exports = new Promise(() => {});`,
    ),
    options: { timeoutSeconds: 2 },
    message: /did not end within 2 seconds/,
    hint: /--timeout/,
  },
  {
    name: "no program at all",
    files: { "readme.md": "" },
    message: /Cannot find module|failed to locate the entry point|exit status/,
  },
];

describe("a program that fails", function () {
  this.timeout(60_000);
  for (const { name, files, options, message, hint } of failures) {
    it(name, async () => {
      const error = await failure(files, options);
      assert.match(error.message, message);
      assert.ok(!error.message.includes("\u001b["), "colours are for terminals");
      if (hint !== undefined) assert.match(error.hint ?? "", hint);
    });
  }
});

describe("the end of a preview", function () {
  this.timeout(60_000);

  it("comes for a program with open handles after a quiet period, whatever it started", async () => {
    await withProgram(
      js(`
        require("node:http").createServer(() => {}).listen(0, "127.0.0.1");
        require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", __dirname + "/child"], { stdio: "inherit" });
        resource("x:y:Z", "z");
        setTimeout(() => resource("x:y:Z", "late"), 500);`),
      async (directory) => {
        const program = await previewProgram({ directory, timeoutSeconds: 60 });
        find(program, "late");
        await assertNothingRuns(directory);
      },
    );
  });

  it("leaves nothing behind after a timeout", async () => {
    await withProgram(
      js(`module.exports = new Promise(() => setInterval(() => {}, 1000));`),
      async (directory) => {
        await assert.rejects(previewProgram({ directory, timeoutSeconds: 1.5 }), /did not end/);
        await assertNothingRuns(directory);
      },
    );
  });

  it("comes at once when aborted", async () => {
    await withProgram(
      js(`module.exports = new Promise(() => setInterval(() => {}, 1000));`),
      async (directory) => {
        const controller = new AbortController();
        const started = Date.now();
        setTimeout(() => controller.abort(), 700);
        await assert.rejects(previewProgram({ directory, signal: controller.signal }), /interrupted/);
        assert.ok(Date.now() - started < 5000);
        await assertNothingRuns(directory);
      },
    );
  });

  it("comes for the program too when the previewing process is killed", async () => {
    await withProgram(
      js(
        `require("node:fs").writeFileSync(__dirname + "/started", ""); module.exports = new Promise(() => setInterval(() => {}, 1000));`,
      ),
      async (directory) => {
        const module = path.resolve(__dirname, "../../../cli/preview/preview.ts");
        const script = `require(${JSON.stringify(module)}).previewProgram({ directory: ${JSON.stringify(directory)} })`;
        const previewing = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", script], {
          cwd: path.resolve(__dirname, "../../.."),
          stdio: "ignore",
        });
        while (!fs.existsSync(path.join(directory, "started")))
          await new Promise((resolve) => setTimeout(resolve, 50));
        previewing.kill("SIGKILL");
        await assertNothingRuns(directory);
      },
    );
  });

  it("does not start when aborted before", async () => {
    const error = await failure(js(`throw new Error("ran")`), { signal: AbortSignal.abort() });
    assert.match(error.message, /interrupted/);
  });

  it("does not come from a program busy between registrations", async () => {
    const program = await preview(
      js(
        `resource("x:y:A", "a"); setTimeout(() => { const end = Date.now() + 1500; while (Date.now() < end); resource("x:y:B", "b"); }, 10);`,
      ),
    );
    find(program, "b");
  });

  it("keeps log.error as a log entry, and what the program prints off our output", async () => {
    const seen: string[] = [];
    const program = await preview(
      js(
        `console.log("hello from the program"); pulumi.log.warn("careful"); pulumi.log.error("not fatal here"); resource("x:y:Z", "z");`,
      ),
      { onLog: (severity, message) => seen.push(`${severity}: ${message}`) },
    );
    assert.ok(seen.includes("info: hello from the program"));
    assert.ok(seen.includes("warning: careful"));
    assert.deepEqual(
      program.log.map(({ severity }) => severity),
      ["warning", "error"],
    );
  });
});

/** The kill is asynchronous; the process must be gone within a second. */
async function assertNothingRuns(directory: string): Promise<void> {
  for (let tries = 0; tries < 10 && isRunning(directory); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(isRunning(directory), false, "a process of the preview still runs");
}

describe("kinds of programs", function () {
  this.timeout(60_000);
  const source = `import * as pulumi from "@pulumi/pulumi";\nnew (class extends pulumi.CustomResource { constructor() { super("x:y:Z", "z", {}); } })();\n`;
  const kinds: readonly { readonly name: string; readonly files: Files; readonly file?: string }[] = [
    { name: "TypeScript without a tsconfig.json", files: { "index.ts": source }, file: "index.ts" },
    {
      name: "TypeScript that would not pass a type check",
      files: { "index.ts": `${source}const n: number = "no";\n` },
    },
    {
      name: "main as a folder",
      files: { "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: infra/\n", "infra/index.ts": source },
      file: "infra/index.ts",
    },
    {
      name: "main as a file",
      files: { "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: infra/main.ts\n", "infra/main.ts": source },
      file: "infra/main.ts",
    },
    {
      name: "main of package.json",
      files: { "package.json": '{"name":"shop","main":"src/app.ts"}', "src/app.ts": source },
      file: "src/app.ts",
    },
    {
      name: "ES modules",
      files: {
        "package.json": '{"name":"shop","type":"module"}',
        "index.js": `import * as pulumi from "@pulumi/pulumi";\nclass Z extends pulumi.CustomResource { constructor(n) { super("x:y:Z", n, {}); } }\nnew Z("z");\nawait Promise.resolve();\n`,
      },
    },
    {
      name: "an exported asynchronous function",
      files: {
        "index.js": `${PRELUDE}module.exports = async () => { await new Promise((r) => setTimeout(r, 20)); resource("x:y:Z", "z"); return { a: 1 }; };`,
      },
    },
    {
      name: "nodeargs with quotes, and a runtime that is an object",
      files: {
        "Pulumi.yaml":
          "name: shop\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n    nodeargs: --title='my program'\n",
        "index.js": `${PRELUDE}if (process.title !== "my program") throw new Error(process.title);\nresource("x:y:Z", "z");`,
      },
    },
    {
      name: "a proxy in the environment that nobody must use",
      files: js(`resource("x:y:Z", "z");`),
    },
  ];
  for (const { name, files, file } of kinds) {
    it(name, async () => {
      const proxy = process.env["http_proxy"];
      process.env["http_proxy"] = "http://127.0.0.1:9";
      try {
        const z = find(await preview(files), "z");
        if (file !== undefined) assert.equal(z.location?.file, file);
      } finally {
        if (proxy === undefined) delete process.env["http_proxy"];
        else process.env["http_proxy"] = proxy;
      }
    });
  }

  it("the innermost frame of the user's own is the location, not a library's", async () => {
    const program = await preview({
      "index.ts": `import { make } from "./lib/make";\n\nmake("z");\n`,
      "lib/make.ts": `import * as pulumi from "@pulumi/pulumi";\nclass Z extends pulumi.CustomResource {\n  constructor(name: string) {\n    super("x:y:Z", name, {});\n  }\n}\nexport function make(name: string) {\n  return new Z(name);\n}\n`,
    });
    assert.equal(find(program, "z").location?.file, "lib/make.ts");
  });

  it("the same program gives the same names twice", async () => {
    const files = {
      "index.ts": `import * as aws from "@pulumi/aws";\nnew aws.cloudwatch.LogGroup("api");\n`,
    };
    const [one, other] = [await preview(files), await preview(files)];
    assert.match(String(find(one, "api").inputs["name"]), /^api-[0-9a-f]{7}$/);
    assert.deepEqual(find(one, "api").inputs, find(other, "api").inputs);
  });
});

describe("where a program is previewed from", () => {
  it("a folder below that of Pulumi.yaml works too", async () => {
    await withProgram(
      { "index.js": `${PRELUDE}resource("x:y:Z", "z");`, "src/notes.md": "" },
      async (directory) => {
        assert.ok(fs.existsSync(path.join(directory, "src")));
        find(await previewProgram({ directory: path.join(directory, "src") }), "z");
      },
    );
  }).timeout(60_000);
});
