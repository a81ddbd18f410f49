import assert from "node:assert/strict";
import { EnforcementLevel, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import { unknown, unmet } from "../../../launch/verdict";
import { servePack, type RunningPack } from "../../../policies/pack/service";
import { RULES } from "../../../policies/registry";
import type { Rule } from "../../../policies/rule";
import { fargateSizeValid } from "../../../policies/rules/fargate-size-valid";
import { launchDecided } from "../../../policies/rules/launch-decided";
import {
  CLUSTER,
  fargateService,
  LOG_GROUP,
  ROLE,
  SERVICE,
  TASK_DEFINITION,
} from "../../support/fargate-service";
import { outputOf, urnOf, type ResourceSpec } from "../../support/stack";
import { Analyzer, secretValue } from "./analyzer-client";

const BROKEN = fargateService({ taskDefinition: { cpu: "300" } });
const SIZE = "fargate-size-valid";
const TASK_URN = urnOf(TASK_DEFINITION, "api");

/** Rules that say what a case needs. */
const template: Rule = { ...fargateSizeValid, decidedBy: "stack" };
const houseRule: Rule = {
  ...template,
  id: "house-rule",
  kind: "policy",
  *judge(launch) {
    yield {
      subject: `${launch.id} pleases`,
      verdict: unmet(`family is ${JSON.stringify(launch.taskDefinition.family)}`),
    };
  },
};
const suspectingRule: Rule = {
  ...template,
  id: "suspecting-rule",
  *judge(launch) {
    yield { subject: `${launch.id} is clear`, verdict: unknown("nobody knows", "it looks wrong") };
  },
};

describe("the pack, asked as the engine asks", () => {
  let pack: RunningPack | undefined;
  let analyzer: Analyzer | undefined;

  const start = async (rules: readonly Rule[] = [fargateSizeValid, launchDecided]): Promise<Analyzer> => {
    pack = await servePack(rules, "1.2.3");
    analyzer = new Analyzer(pack.port);
    return analyzer;
  };

  afterEach(() => {
    analyzer?.close();
    pack?.stop();
  });

  const only = (reported: readonly { policy: string }[], policy: string): number =>
    reported.filter((each) => each.policy === policy).length;

  describe("what it says of itself", () => {
    it("has one policy per rule, after the one with the settings", async () => {
      const info = await (await start(RULES)).info();
      assert.deepEqual(
        info.getPoliciesList().map((policy) => policy.getName()),
        ["ecs-preflight", ...RULES.map(({ id }) => id)],
      );
      assert.equal(info.getVersion(), "1.2.3");
    });

    it("describes every policy in full", async () => {
      for (const policy of (await (await start(RULES)).info()).getPoliciesList()) {
        assert.ok(policy.getDisplayname() && policy.getDescription(), policy.getName());
        assert.notEqual(policy.getSeverity(), PolicySeverity.POLICY_SEVERITY_UNSPECIFIED, policy.getName());
        assert.match(policy.getUrl(), /^https:\/\/github\.com\/ecs-preflight\//);
        if (policy.getName() !== "ecs-preflight") assert.ok(policy.getRemediationSteps(), policy.getName());
      }
    });

    it("publishes the settings with their defaults", async () => {
      const [settings] = (await (await start()).info()).getPoliciesList();
      const schema = settings?.getConfigschema()?.getProperties()?.toJavaScript() as Record<
        string,
        { default?: unknown }
      >;
      const names = [
        "account",
        "assume",
        "exemptions",
        "managedElsewhere",
        "memoryFloors",
        "preset",
        "region",
      ];
      assert.deepEqual(Object.keys(schema).sort(), names);
      assert.equal(schema["preset"]?.default, "strict");
    });
  });

  describe("a resource by itself", () => {
    it("is stopped by what it proves unmet", async () => {
      const { resources } = await (await start()).operation(BROKEN);
      assert.equal(resources.length, 1);
      assert.deepEqual(
        [resources[0]?.policy, resources[0]?.level, resources[0]?.urn],
        [SIZE, "mandatory", TASK_URN],
      );
    });

    it("is not reported once more with the whole stack", async () => {
      const { stack } = await (await start()).operation(BROKEN);
      assert.equal(only(stack, SIZE), 0);
    });

    it("is reported with the stack when it never came by itself", async () => {
      const reported = await (await start()).stack(BROKEN);
      assert.equal(only(reported, SIZE), 1);
    });

    it("is told apart from the next operation's", async () => {
      const client = await start();
      const first = await client.operation(BROKEN);
      const second = await client.operation(BROKEN);
      assert.deepEqual(second, first);
    });

    it("is left alone by a rule that takes the whole stack", async () => {
      const { resources, stack } = await (await start([houseRule])).operation(BROKEN);
      assert.deepEqual([resources.length, only(stack, "house-rule")], [0, 1]);
    });

    it("says nothing where it is right", async () => {
      const { resources, stack } = await (await start([fargateSizeValid])).operation(fargateService());
      assert.deepEqual([resources, stack], [[], []]);
    });
  });

  describe("an unknown", () => {
    it("costs one requirement, and is summed up as advisory", async () => {
      const specs = fargateService({ taskDefinition: { cpu: outputOf(ROLE, "exec") } });
      const { resources, stack } = await (await start()).operation(specs);
      assert.deepEqual(resources, []);
      assert.deepEqual(
        stack.map(({ policy, level }) => [policy, level]),
        [["launch-decided", "advisory"]],
      );
      assert.match(stack[0]?.message ?? "", /it comes from exec, known only once deployed/);
    });

    it("under ignoreChanges stays unknown", async () => {
      const specs = BROKEN.map((spec) =>
        spec.type === TASK_DEFINITION ? { ...spec, ignoreChanges: ["cpu"] } : spec,
      );
      const { resources, stack } = await (await start()).operation(specs);
      assert.deepEqual([resources.length, only(stack, SIZE)], [0, 0]);
    });

    it("is what a secret that was not decrypted is", async () => {
      const { resources } = await (
        await start()
      ).operation(fargateService({ taskDefinition: { cpu: "[secret]" } }));
      assert.deepEqual(resources, []);
    });
  });

  describe("inputs and outputs", () => {
    const computed = (spec: ResourceSpec): ResourceSpec =>
      spec.type === TASK_DEFINITION ? { ...spec, outputs: { cpu: outputOf(TASK_DEFINITION, "api") } } : spec;

    it("judges what is declared although the preview's output is unknown", async () => {
      const client = await start();
      for (const spec of BROKEN.filter(({ type }) => type !== TASK_DEFINITION)) await client.resource(spec);
      const { stack, resources } = await client.operation(BROKEN.map(computed));
      assert.equal(only([...resources, ...stack], SIZE), 1);
    });

    it("takes the outputs for a resource that did not come by itself", async () => {
      const reported = await (await start()).stack(BROKEN.map(computed));
      assert.deepEqual([only(reported, SIZE), only(reported, "launch-decided")], [0, 1]);
    });
  });

  describe("levels", () => {
    it("makes a finding of kind policy advisory in a deployment", async () => {
      const client = await start([houseRule, fargateSizeValid]);
      await client.configureStack(false);
      const { resources, stack } = await client.operation(BROKEN);
      assert.deepEqual(
        [...resources, ...stack].map(({ policy, level }) => [policy, level]),
        [
          [SIZE, "mandatory"],
          ["house-rule", "advisory"],
        ],
      );
    });

    it("keeps its level in a preview", async () => {
      const client = await start([houseRule]);
      await client.configureStack(true);
      assert.equal((await client.stack(BROKEN))[0]?.level, "mandatory");
    });

    it("keeps its level where nothing is deployed", async () => {
      assert.equal((await (await start([houseRule])).stack(BROKEN))[0]?.level, "mandatory");
    });

    it("reports a suspicion as advisory, whatever is set", async () => {
      const client = await start([suspectingRule]);
      await client.configure({ "suspecting-rule": EnforcementLevel.MANDATORY });
      const [suspicion] = await client.stack(BROKEN);
      assert.ok(suspicion !== undefined);
      assert.equal(suspicion.level, "advisory");
      assert.match(suspicion.message, /it looks wrong[^]*api@api is clear/i);
    });

    const cases = [
      {
        name: "a level that was set counts",
        levels: { [SIZE]: EnforcementLevel.ADVISORY },
        expected: ["advisory"],
      },
      {
        name: "remediate is mandatory",
        levels: { [SIZE]: EnforcementLevel.REMEDIATE },
        expected: ["mandatory"],
      },
      { name: "disabled is silent", levels: { [SIZE]: EnforcementLevel.DISABLED }, expected: [] },
      {
        name: "the engine's filled-in level leaves the preset its say",
        levels: { [SIZE]: EnforcementLevel.MANDATORY },
        settings: { preset: "advisory" },
        expected: ["advisory"],
      },
      {
        name: "an exemption silences it",
        settings: { exemptions: [{ rule: SIZE, resource: "api", reason: "known" }] },
        expected: [],
      },
      {
        name: "an exemption that has ended does not",
        settings: { exemptions: [{ rule: SIZE, resource: "*", reason: "known", until: "2020-01-31" }] },
        expected: ["mandatory"],
      },
    ];
    for (const { name, levels = {}, settings = {}, expected } of cases) {
      it(name, async () => {
        const client = await start();
        await client.configure(levels, settings);
        const { resources, stack } = await client.operation(BROKEN);
        assert.deepEqual(
          [...resources, ...stack].filter(({ policy }) => policy === SIZE).map(({ level }) => level),
          expected,
        );
      });
    }

    it("refuses settings that say something impossible, and names each place", async () => {
      const client = await start();
      const settings = { presset: "strict", exemptions: [{ rule: SIZE, resource: "api" }] };
      await assert.rejects(client.configure({}, settings), (error: Error) => {
        assert.match(error.message, /ecs-preflight\.presset is no setting; there are preset, account/);
        assert.match(error.message, /ecs-preflight\.exemptions\[0\]\.reason is missing/);
        return true;
      });
    });
  });

  describe("messages", () => {
    it("say what is wrong, what to do and where to read on", async () => {
      const [violation] = (await (await start()).operation(BROKEN)).resources;
      const lines = violation?.message.split("\n") ?? [];
      assert.equal(lines.length, 3);
      assert.match(lines[0] ?? "", /cpu 300/);
      assert.match(lines[1] ?? "", /^To do: ./);
      assert.equal(
        lines[2],
        `https://github.com/ecs-preflight/ecs-preflight/blob/main/docs/rules/${SIZE}.md`,
      );
    });

    it("never hold a text that is marked as secret", async () => {
      const specs = fargateService({ taskDefinition: { family: secretValue("plantedsecret") } });
      const [violation] = await (await start([houseRule])).stack(specs);
      assert.match(violation?.message ?? "", /amily is "\[secret\]"/);
    });

    it("name what looks like ECS and is not judged", async () => {
      const type = "aws-native:ecs:Service";
      const reported = await (await start([])).stack([{ type, name: "api" }]);
      assert.deepEqual(
        reported.map(({ policy, level, urn }) => [policy, level, urn]),
        [["ecs-preflight", "advisory", urnOf(type, "api")]],
      );
    });
  });

  describe("hostile input", () => {
    const cases: readonly { name: string; inputs: Record<string, unknown> }[] = [
      { name: "no properties", inputs: {} },
      {
        name: "wrong types everywhere",
        inputs: { cpu: [], memory: {}, containerDefinitions: 5, family: null },
      },
      {
        name: "a property named __proto__",
        inputs: JSON.parse('{"__proto__": {"cpu": "300"}, "family": "api"}') as Record<string, unknown>,
      },
    ];
    for (const { name, inputs } of cases) {
      it(`survives ${name}`, async () => {
        for (const type of [TASK_DEFINITION, SERVICE, CLUSTER, LOG_GROUP]) {
          const client = await start(RULES);
          await client.operation([{ type, name: "api", inputs }]);
          client.close();
          pack?.stop();
        }
      });
    }
  });
});
