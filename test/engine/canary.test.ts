import * as aws from "@pulumi/aws";
import assert from "node:assert/strict";
import { StartCanary, type StartCanaryArgs } from "../../components/start-canary";
import { ServiceCanary } from "../../components/service-canary";
import { describeWithMoto } from "../plugin/support/moto";
import { live, PULLING, RUNNING, startWorld, stopped, type World } from "../plugin/support/world";
import { withCanaryStack } from "./canary-stack";
import { describeWithEngine } from "./support/engine";

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
const NO_LOG_GROUP =
  "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.";

describeWithMoto("the canaries", () => {
  describeWithEngine("on the real engine", function () {
    this.timeout(120_000);
    let world: World;
    let broken = "";
    let repaired = "";
    before(async function () {
      this.timeout(60_000);
      world = await startWorld();
      broken = await world.register();
      repaired = await world.register();
    });
    after(() => world.end());
    afterEach(async () => {
      const left = await world.running();
      await world.stopAll();
      assert.deepEqual(left, [], "a task was left behind");
    });

    const canary =
      (taskDefinition: string, change: Partial<StartCanaryArgs> = {}, timeouts = {}) =>
      (): Promise<Record<string, unknown>> => {
        const started = new StartCanary(
          "starts",
          {
            cluster: "main",
            taskDefinition,
            mode: "as-is",
            launchType: "FARGATE",
            networkConfiguration: { subnets: [world.subnet], securityGroups: [world.securityGroup] },
            expect: { runningSeconds: 1 },
            timeout: 60,
            ...change,
          },
          timeouts,
        );
        // The service waits for the canary, because it takes the task definition from it.
        new aws.ecs.Service("api", { cluster: "main", taskDefinition: started.taskDefinition });
        return Promise.resolve({ task: started.task, summary: started.summary });
      };
    const runs = (): number => world.proxy.calls.filter(({ action }) => action === "RunTask").length;

    it("fails, fails again, passes once it is repaired, and then rests", async () => {
      await withCanaryStack(world.proxy.url, "plugins", async (stack) => {
        live(world, { states: [PULLING, stopped(NO_LOG_GROUP, { started: false })] });

        const preview = await stack.preview(canary(broken));
        assert.ok(preview.succeeded, preview.text);
        assert.match(
          preview.messages.join("\n"),
          /will run task definition api:1 once in cluster main[^]*a preview runs nothing/,
        );
        assert.deepEqual([runs(), preview.steps["starts"]], [0, "create"]);

        for (const attempt of [1, 2]) {
          const failed = await stack.up(canary(broken));
          assert.equal(failed.succeeded, false);
          const said = failed.messages.join("\n");
          assert.match(said, /requirement +log-group-exists/, failed.text);
          assert.match(said, /stopped reason: ResourceInitializationError: failed to validate logger args/);
          assert.match(said, /to do +\S+/);
          assert.equal(failed.steps["api"], undefined, "the service must wait for the canary");
          assert.equal(runs(), attempt);
          assert.ok(
            failed.progress.some((line) => /pull: fetching the images/.test(line)),
            failed.progress.join(),
          );
        }

        live(world, { states: [PULLING, RUNNING] });
        const passed = await stack.up(canary(repaired));
        assert.ok(passed.succeeded, passed.text);
        assert.deepEqual([runs(), passed.steps["starts"], passed.steps["api"]], [1, "create", "create"]);

        const again = await stack.up(canary(repaired, { timeout: 90, logLines: 0 }));
        assert.ok(again.succeeded, again.text);
        assert.deepEqual([runs(), again.steps["starts"]], [1, "same"]);

        const changed = await stack.up(canary(repaired, { triggers: { securityGroup: "2" } }));
        assert.ok(changed.succeeded, changed.text);
        assert.deepEqual([runs(), changed.steps["starts"]], [2, "update"]);

        const worse = await stack.up(canary(repaired, { expect: { runningSeconds: 30 }, timeout: 3 }));
        assert.equal(worse.succeeded, false);
        assert.match(worse.messages.join("\n"), /After 3 s it was still at/);
        assert.equal(
          (await stack.up(canary(repaired, { triggers: { securityGroup: "2" } }))).succeeded,
          true,
        );
        assert.ok((await stack.destroy()).succeeded);
      });
    });

    it("stops its task when the update is canceled", async () => {
      await withCanaryStack(world.proxy.url, "plugins", async (stack) => {
        live(world, { states: [PULLING] });
        const controller = new AbortController();
        const updating = stack.up(canary(repaired), controller.signal);
        while (!world.proxy.calls.some(({ action }) => action === "DescribeTasks")) await pause(50);
        const from = Date.now();
        controller.abort();
        const canceled = await updating;
        assert.equal(canceled.succeeded, false);
        assert.match(
          canceled.messages.join("\n") + canceled.text,
          /canceled \(Pulumi was asked to stop\) while/,
        );
        assert.ok(Date.now() - from < 20_000);
        assert.equal(world.proxy.calls.filter(({ action }) => action === "StopTask").length, 1);
      });
    });

    it("honours customTimeouts, and takes the plugin from packages, too", async () => {
      await withCanaryStack(world.proxy.url, "packages", async (stack) => {
        live(world, { states: [PULLING] });
        const failed = await stack.up(canary(repaired, {}, { customTimeouts: { create: "2s" } }));
        assert.match(failed.messages.join("\n"), /After 2 s it was still at: pull/, failed.text);
      });
    });

    it("waits for a service, with unknown inputs in the preview", async () => {
      let deployed = "";
      const watched = (): Promise<Record<string, unknown>> => {
        const task = new aws.ecs.TaskDefinition("api", { family: "api", containerDefinitions: "[]" });
        task.arn.apply((arn) => (deployed = arn));
        const service = new aws.ecs.Service("api", { cluster: "main", taskDefinition: task.arn });
        const inPlace = new ServiceCanary("in-place", {
          cluster: "main",
          service: service.name,
          taskDefinition: task.arn,
          stableSeconds: 1,
        });
        return Promise.resolve({ summary: inPlace.summary, taskDefinition: inPlace.taskDefinition });
      };
      await withCanaryStack(world.proxy.url, "plugins", async (stack) => {
        world.proxy.handle(({ action }) =>
          action === "DescribeServices"
            ? {
                status: 200,
                body: {
                  services: [
                    {
                      serviceName: "api",
                      status: "ACTIVE",
                      deployments: [
                        {
                          id: "ecs-svc/1",
                          status: "PRIMARY",
                          taskDefinition: deployed,
                          desiredCount: 1,
                          runningCount: 1,
                          rolloutState: "COMPLETED",
                        },
                      ],
                    },
                  ],
                },
              }
            : undefined,
        );
        const preview = await stack.preview(watched);
        assert.ok(preview.succeeded, preview.text);
        assert.match(
          preview.messages.join("\n"),
          /will wait until service .* runs task definition \(known once deployed\)/,
        );
        assert.equal(world.proxy.calls.length, 0);
        const up = await stack.up(watched);
        assert.ok(up.succeeded, up.text);
      });
    });

    it("refuses inputs that can't be right, in the preview", async () => {
      await withCanaryStack(world.proxy.url, "plugins", async (stack) => {
        const wrong = await stack.preview(canary("api", { mode: "command" }));
        assert.equal(wrong.succeeded, false);
        const said = wrong.messages.join("\n");
        assert.match(said, /taskDefinition must name a revision/);
        assert.match(said, /mode command needs a command that exits at once/);
      });
    });
  });
});

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds));
