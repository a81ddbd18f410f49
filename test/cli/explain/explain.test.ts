import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import Ajv from "ajv";
import { explainCommand, type ExplainOptions } from "../../../cli/explain/explain";
import { messages } from "../../launch/failures/messages/all";

const schema = JSON.parse(
  readFileSync(join(__dirname, "../../../schema/explain.schema.json"), "utf8"),
) as object;
const validate = new Ajv().compile(schema);
const secretTask = {
  tasks: [
    {
      lastStatus: "STOPPED",
      stoppedReason: "Essential container in task exited",
      containers: [{ name: "web", exitCode: 3 }],
      overrides: { containerOverrides: [{ environment: [{ name: "KEY", value: "hunter2" }] }] },
    },
  ],
};

async function run(
  options: Partial<ExplainOptions>,
  input = "",
): Promise<{ status: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const stdin = Readable.from(input === "" ? [] : [Buffer.from(input)]);
  const status = await explainCommand({ format: "tree", colour: false, stdin, stdout, stderr, ...options });
  stdout.end();
  stderr.end();
  return { status, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

describe("explain command", () => {
  let folder = "";
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  before(() => (folder = mkdtempSync(join(tmpdir(), "explain-"))));
  after(() => rmSync(folder, { recursive: true }));

  it("explains a message given as an argument", async () => {
    const { status, out, err } = await run({
      text: "OutOfMemoryError: Container killed due to memory usage",
    });
    assert.equal(status, 0);
    assert.equal(err, "");
    for (const expected of [
      /container-out-of-memory \(memory\)/,
      /stage +start/,
      /rule +memory-floor/,
      /confidence +certain/,
      /change +Raise/,
      /evidence +OutOfMemoryError/,
    ])
      assert.match(out, expected);
  });

  it("explains a message from standard input", async () => {
    assert.match((await run({}, "RESOURCE:MEMORY\n")).out, /insufficient-memory-on-instances/);
  });

  it("lists candidates in order with what tells them apart", async () => {
    const { out } = await run({
      text: "ResourceInitializationError: unable to pull secrets or registry auth",
    });
    assert.match(out, /one of these, most likely first\n {2}- public-ip-missing \(public-ip-assigned\): /);
  });

  it("takes a log line in brackets for a message, not for broken JSON", async () => {
    const { status, out } = await run({}, "[INFO] the weather is fine\n");
    assert.equal(status, 0);
    assert.match(out, /unknown/);
  });

  it("names the page of the cause", async () => {
    assert.match(
      (await run({ text: "RESOURCE:MEMORY" })).out,
      /page +https:.*\/insufficient-memory-on-instances\.md/,
    );
    assert.match((await run({ text: "The weather is fine" })).out, /page +https:.*\/causes\/README\.md/);
  });

  it("is honestly unknown, with status 0", async () => {
    const { status, out } = await run({ text: "The weather is fine" });
    assert.equal(status, 0);
    assert.match(out, /unknown/);
  });

  it("prints JSON as the schema says, for every known message", async () => {
    for (const { message, cause } of [...messages, { message: "nothing known", cause: "unknown" }]) {
      const { out } = await run({ text: message, format: "json" });
      const printed: unknown = JSON.parse(out);
      assert.ok(validate(printed), JSON.stringify(validate.errors));
      assert.equal((printed as { cause: string }).cause, cause);
      assert.equal((printed as { version: number }).version, 1);
    }
  });

  const files = [
    { name: "what the AWS CLI prints", content: JSON.stringify(secretTask) },
    { name: "a byte order mark", content: `\ufeff${JSON.stringify(secretTask)}` },
    {
      name: "UTF-16, as PowerShell redirects it",
      content: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(secretTask), "utf16le")]),
    },
  ];
  for (const { name, content } of files) {
    it(`reads a task file: ${name}`, async () => {
      const { status, out } = await run({ taskFile: file("task.json", content) });
      assert.equal(status, 0);
      assert.match(out, /exit-other/);
      assert.doesNotMatch(out, /hunter2/);
    });
  }

  it("reads a service file", async () => {
    const service = {
      services: [
        {
          serviceName: "web",
          desiredCount: 1,
          runningCount: 0,
          events: [
            {
              message:
                "(service web) was unable to place a task. Reason: Capacity is unavailable at this time.",
            },
          ],
        },
      ],
    };
    assert.match(
      (await run({ serviceFile: file("service.json", JSON.stringify(service)) })).out,
      /fargate-capacity-unavailable/,
    );
  });

  it("reads a task from standard input", async () => {
    assert.match((await run({ taskFile: "-" }, JSON.stringify(secretTask))).out, /exit-other/);
  });

  const faults: readonly {
    name: string;
    options: () => Partial<ExplainOptions>;
    input?: string;
    says: RegExp;
  }[] = [
    {
      name: "a file that does not exist",
      options: () => ({ taskFile: join(folder, "none.json") }),
      says: /none\.json does not exist/,
    },
    { name: "a directory", options: () => ({ taskFile: folder }), says: /is a directory/ },
    {
      name: "a file that is not JSON, whose content is not quoted",
      options: () => ({ taskFile: file("broken.json", '{"environment":"hunter2') }),
      says: /broken\.json is not JSON: it ends in line 1 before it is complete/,
    },
    {
      name: "an empty file",
      options: () => ({ serviceFile: file("empty.json", "\n") }),
      says: /empty\.json is empty/,
    },
    {
      name: "JSON without a task",
      options: () => ({ taskFile: file("other.json", '{"a":1}') }),
      says: /other\.json holds no task; expected the output of aws ecs describe-tasks/,
    },
    {
      name: "a task where a service is expected",
      options: () => ({ serviceFile: file("task.json", JSON.stringify(secretTask)) }),
      says: /task\.json holds a task, no service: give it with --task/,
    },
    {
      name: "a service where a task is expected",
      options: () => ({ taskFile: file("service.json", '{"services":[{"serviceName":"web"}]}') }),
      says: /service\.json holds a service, no task: give it with --service/,
    },
    {
      name: "a task definition where a task is expected",
      options: () => ({ taskFile: file("definition.json", '{"taskDefinition":{"family":"web"}}') }),
      says: /holds a task definition, .*`ecs-preflight plan`/,
    },
    {
      name: "the ARNs of list-tasks",
      options: () => ({ taskFile: file("list.json", '{"taskArns":["arn:aws:ecs:eu-west-1:1:task/a/b"]}') }),
      says: /holds only ARNs: describe what they name \(aws ecs describe-tasks/,
    },
    {
      name: "an answer without tasks",
      options: () => ({ taskFile: file("none.json", '{"tasks":[],"failures":[]}') }),
      says: /holds no task: ECS forgets a stopped one after about an hour/,
    },
    {
      name: "JSON on standard input that is cut off",
      options: () => ({}),
      input: '{"tasks":[{"overrides":"hunter2',
      says: /standard input is not JSON: it ends in line 1/,
    },
    {
      name: "a task definition on standard input",
      options: () => ({ text: "-" }),
      input: '{"taskDefinition":{"family":"web"}}',
      says: /standard input holds a task definition/,
    },
    {
      name: "the name of a file as the message",
      options: () => ({ text: "task.json" }),
      says: /task\.json is the name of a file, not a message: give it with --task FILE/,
    },
    { name: "two inputs", options: () => ({ text: "a", taskFile: "b" }), says: /give one of/ },
    { name: "nothing on standard input", options: () => ({}), says: /no message to explain/ },
    {
      name: "a terminal as standard input",
      options: () => ({ stdin: Object.assign(Readable.from([]), { isTTY: true }) }),
      says: /give the message/,
    },
  ];
  for (const { name, options, input = "", says } of faults) {
    it(`ends with status 2 for ${name}`, async () => {
      const { status, out, err } = await run(options(), input);
      assert.equal(status, 2);
      assert.equal(out, "");
      assert.match(err, says);
      assert.doesNotMatch(err, /hunter2/);
    });
  }

  it("lets no control character of a pasted log reach the terminal", async () => {
    const { out } = await run({ text: "CannotPullContainerError: \u001b]0;title\u0007 manifest unknown" });
    // eslint-disable-next-line no-control-regex -- that is what must not be there
    assert.doesNotMatch(out, /[\u001b\u0007]/);
  });
});
