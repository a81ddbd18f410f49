import assert from "node:assert/strict";
import type { Expectation } from "../../../plugin/canary/specification";
import { apiError, type Answer, type ApiCall, type Fault } from "../support/proxy";
import { describeWithMoto } from "../support/moto";
import { runStart, startSpec } from "../support/run";
import { live, RUNNING, startWorld, stopped, type World } from "../support/world";

interface LogFault {
  readonly name: string;
  readonly answer: (call: ApiCall) => Answer | Fault;
  /** What the user reads of it where the log was only to be shown. */
  readonly shown: RegExp;
  /** What the user reads of it where a line of the log was expected. */
  readonly expected: RegExp;
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html#API_GetLogEvents_Errors
const faults: readonly LogFault[] = [
  {
    name: "throttling",
    answer: () => apiError("ThrottlingException", "Rate exceeded"),
    shown: /not readable/,
    expected: /no line that matches[^]*could not be read: logs:GetLogEvents: ThrottlingException/,
  },
  {
    name: "a refusal",
    answer: () =>
      apiError(
        "AccessDeniedException",
        "User: arn:aws:iam::123456789012:user/deployer is not authorized to perform: logs:GetLogEvents",
      ),
    shown: /not readable: logs:GetLogEvents: AccessDeniedException/,
    expected: /may not call logs:GetLogEvents[^]*Allow logs:GetLogEvents/,
  },
  {
    name: "a stream that is not there",
    answer: () => apiError("ResourceNotFoundException", "The specified log stream does not exist."),
    shown: /^(?![^]*not readable)/,
    expected: /no line that matches(?![^]*could not be read)/,
  },
  {
    name: "a server error",
    answer: () => apiError("ServiceUnavailableException", "down", 503),
    shown: /not readable/,
    expected: /no line that matches[^]*could not be read/,
  },
  { name: "no answer", answer: () => "hang", shown: /exit code 1/, expected: /no line that matches/ },
  { name: "a closed connection", answer: () => "drop", shown: /not readable/, expected: /could not be read/ },
  { name: "an answer that is no JSON", answer: () => "garbage", shown: /exit code 1/, expected: /no line/ },
];

const line: Expectation = { kind: "log-line", pattern: "listening", withinSeconds: 20 };

describeWithMoto("faults of the log between the canary and CloudWatch", function () {
  this.timeout(60_000);
  let world: World;
  let taskDefinition = "";
  before(async () => {
    world = await startWorld();
    taskDefinition = await world.register();
  });
  after(() => world.end());
  afterEach(async () => assert.deepEqual(await world.running(), []));

  for (const { name, answer, shown, expected } of faults) {
    const asLongAs = (count: number) => (call: ApiCall) =>
      call.action === "GetLogEvents" && call.before < count ? answer(call) : undefined;

    it(`${name}: a failure is told without the log, soon`, async () => {
      const end = stopped("Essential container in task exited", { exitCode: 1 });
      live(world, { states: [RUNNING, end], first: asLongAs(Infinity) });
      const ran = await runStart(world, startSpec(world, taskDefinition));
      assert.match(ran.message, /container api: exit code 1/);
      assert.match(ran.message, shown);
      assert.ok(ran.seconds < 100, `${ran.seconds} s`);
    });

    it(`${name}: a task whose log is not asked for passes`, async () => {
      live(world, { states: [RUNNING], first: asLongAs(Infinity) });
      const ran = await runStart(world, startSpec(world, taskDefinition));
      assert.equal(ran.failure, undefined, ran.message);
    });

    it(`${name}, for ever, is named where a line is expected`, async () => {
      live(world, { states: [RUNNING], first: asLongAs(Infinity), log: ["listening"] });
      const ran = await runStart(world, { ...startSpec(world, taskDefinition), expect: line });
      assert.match(ran.message, expected);
    });

    if (name !== "a refusal")
      it(`${name}, twice, does not hide the line`, async () => {
        live(world, { states: [RUNNING], first: asLongAs(2), log: ["listening"] });
        const ran = await runStart(world, { ...startSpec(world, taskDefinition), expect: line });
        assert.equal(ran.failure, undefined, ran.message);
      });
  }

  it("a task that dies while its log cannot be read is seen to die", async () => {
    const end = stopped("Essential container in task exited", { exitCode: 3 });
    live(world, {
      states: [RUNNING, RUNNING, end],
      first: ({ action }) =>
        action === "GetLogEvents" ? apiError("ThrottlingException", "Rate exceeded") : undefined,
    });
    const ran = await runStart(world, { ...startSpec(world, taskDefinition), expect: line });
    assert.match(ran.message, /exited with 3 before its log showed/);
  });

  it("a line after the first page of a long log is found", async () => {
    const page = (events: readonly string[], nextForwardToken: string): Answer => ({
      status: 200,
      body: { events: events.map((message, timestamp) => ({ message, timestamp })), nextForwardToken },
    });
    live(world, {
      states: [RUNNING],
      first: ({ action, body }) => {
        if (action !== "GetLogEvents") return undefined;
        return body["nextToken"] === undefined ? page(["starting"], "f/1") : page(["listening"], "f/1");
      },
    });
    const ran = await runStart(world, { ...startSpec(world, taskDefinition), expect: line });
    assert.equal(ran.failure, undefined, ran.message);
  });
});
