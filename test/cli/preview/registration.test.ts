import assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import type { PreviewedProgram } from "../../../cli/preview/preview";
import { find, type Files, preview, PRELUDE } from "./support";

const urnOf = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

function unknownAt(value: unknown): Unknown {
  assert.ok(value instanceof Unknown, `expected an unknown, found ${JSON.stringify(value)}`);
  return value;
}

interface Case {
  readonly name: string;
  readonly program: string;
  readonly files?: Files;
  check(program: PreviewedProgram): void;
}

const cases: readonly Case[] = [
  {
    name: "an output of a resource that is not created yet is unknown, with its source",
    program: `
      const role = resource("aws:iam/role:Role", "exec", { path: "/" });
      resource("aws:ecs/taskDefinition:TaskDefinition", "api", {
        family: "api", executionRoleArn: role.arn, tags: { path: role.path, arn: role.arn } });`,
    check: (program) => {
      const task = find(program, "api");
      const role = urnOf("aws:iam/role:Role", "exec");
      assert.deepEqual(unknownAt(task.inputs["executionRoleArn"]).from, [role]);
      assert.match(unknownAt(task.inputs["executionRoleArn"]).because, /Role exec/);
      assert.deepEqual(task.propertyDependencies, { executionRoleArn: [role], tags: [role] });
      assert.deepEqual(task.dependencies, [role]);
      assert.equal((task.inputs["tags"] as Record<string, unknown>)["path"], "/", "what was given is known");
      assert.equal(task.inputs["family"], "api");
      assert.deepEqual(unknownAt(task.id).from, [task.urn]);
      assert.equal(task.external, false);
    },
  },
  {
    name: "a resource under the option import exists already",
    program: `resource("aws:ecr/repository:Repository", "api", { name: "api" }, { import: "api" });`,
    check: (program) => {
      assert.equal(find(program, "api").id, "api");
    },
  },
  {
    name: "text that holds an unknown is unknown as a whole, and dependsOn is no property's source",
    program: `
      const a = resource("aws:ecr/repository:Repository", "a");
      const b = resource("aws:iam/role:Role", "b");
      resource("aws:ecs/taskDefinition:TaskDefinition", "t", {
        containerDefinitions: pulumi.interpolate\`[{"image":"\${a.arn}:1"}]\` }, { dependsOn: [b] });`,
    check: (program) => {
      const task = find(program, "t");
      const repository = urnOf("aws:ecr/repository:Repository", "a");
      assert.deepEqual(unknownAt(task.inputs["containerDefinitions"]).from, [repository]);
      assert.deepEqual(task.propertyDependencies, { containerDefinitions: [repository] });
      assert.deepEqual([...task.dependencies].sort(), [repository, urnOf("aws:iam/role:Role", "b")].sort());
    },
  },
  {
    name: "left out: undefined and null properties are absent",
    program: `resource("x:y:Z", "z", { none: null, inner: { none: null, zero: 0 }, list: [1, null] });`,
    check: (program) => {
      assert.deepEqual(find(program, "z").inputs, { inner: { zero: 0 }, list: [1, null] });
    },
  },
  {
    name: "components: types of parents stand in the URN, children name their parent, outputs are kept",
    program: `
      class Web extends pulumi.ComponentResource {
        constructor(name, opts) {
          super("my:index:Web", name, {}, opts);
          this.role = resource("aws:iam/role:Role", name + "-exec", {}, { parent: this });
          this.registerOutputs({ url: "https://web", arn: this.role.arn });
        }
      }
      new Web("web");`,
    check: (program) => {
      const web = find(program, "web");
      const role = find(program, "web-exec");
      assert.equal(web.id, undefined);
      assert.equal(web.parent, undefined, "the stack itself is no parent");
      assert.equal(web.outputs["url"], "https://web");
      unknownAt(web.outputs["arn"]);
      assert.equal(role.urn, urnOf("my:index:Web$aws:iam/role:Role", "web-exec"));
      assert.equal(role.parent, web.urn);
    },
  },
  {
    name: "transforms: the resource's own, its parents', the stack's, in this order",
    program: `
      const add = (word) => (args) => ({ props: { ...args.props, seen: [...(args.props.seen ?? []), word] }, opts: args.opts });
      pulumi.runtime.registerResourceTransform(add("stack"));
      const parent = new pulumi.ComponentResource("my:index:C", "parent", {}, { transforms: [add("parent")] });
      resource("x:y:Z", "child", {}, { parent, transforms: [add("own")] });
      pulumi.runtime.registerResourceTransform((args) => args.type === "x:y:Z"
        ? { props: args.props, opts: { ...args.opts, ignoreChanges: ["desiredCount"] } } : undefined);`,
    check: (program) => {
      const child = find(program, "child");
      assert.deepEqual(child.inputs["seen"], ["own", "parent", "stack"]);
      assert.deepEqual(child.ignoreChanges, ["desiredCount"]);
    },
  },
  {
    name: "old-style transformations change the inputs",
    program: `
      pulumi.runtime.registerStackTransformation((args) => ({ props: { ...args.props, tagged: true }, opts: args.opts }));
      resource("x:y:Z", "z");`,
    check: (program) => {
      assert.equal(find(program, "z").inputs["tagged"], true);
    },
  },
  {
    name: "providers: explicit, inherited from the parent, and none",
    program: `
      class Aws extends pulumi.ProviderResource {}
      const west = new Aws("aws", "west", { region: "us-west-2" });
      const parent = new pulumi.ComponentResource("my:index:C", "parent", {}, { providers: [west] });
      resource("aws:ecs/cluster:Cluster", "explicit", {}, { provider: west });
      resource("aws:ecs/cluster:Cluster", "inherited", {}, { parent });
      resource("aws:ecs/cluster:Cluster", "none");`,
    check: (program) => {
      const west = urnOf("pulumi:providers:aws", "west");
      assert.equal(find(program, "explicit").provider, west);
      assert.equal(find(program, "inherited").provider, west);
      assert.equal(find(program, "none").provider, undefined);
      const { id } = find(program, "west");
      assert.ok(typeof id === "string" && /^[0-9a-f-]{36}$/.test(id));
    },
  },
  {
    name: "secrets are unwrapped and collected, documents that hold one are not",
    program: `
      const word = new pulumi.Config().requireSecret("password");
      resource("x:y:Z", "z", { password: word, list: pulumi.secret(["tok-1"]), document: pulumi.jsonStringify({ p: word }) });`,
    files: {
      "Pulumi.dev.yaml": "config:\n  shop:password:\n    secure: v1:abc:def\n",
    },
    check: (program) => {
      const z = find(program, "z");
      assert.match(unknownAt(z.inputs["password"]).because, /configuration shop:password is encrypted/);
      assert.deepEqual(z.inputs["list"], ["tok-1"]);
      assert.match(unknownAt(z.inputs["document"]).because, /encrypted/);
      assert.deepEqual([...program.secrets], ["tok-1"]);
      assert.match(program.notices.join(), /shop:password is encrypted/);
    },
  },
  {
    name: "additionalSecretOutputs are collected as secrets",
    program: `resource("x:y:Z", "z", { key: "hidden-word" }, { additionalSecretOutputs: ["key"] });`,
    check: (program) => {
      assert.deepEqual([...program.secrets], ["hidden-word"]);
    },
  },
  {
    name: "get() reads what exists: external, id known, the rest unknown",
    program: `
      class Vpc extends pulumi.CustomResource { constructor(name, props, opts) { super("aws:ec2/vpc:Vpc", name, { cidrBlock: undefined, ...props }, opts); } }
      const vpc = new Vpc("shared", {}, { id: "vpc-1" });
      resource("x:y:Z", "z", { vpcId: vpc.id, cidr: vpc.cidrBlock });`,
    check: (program) => {
      const vpc = find(program, "shared");
      assert.equal(vpc.external, true);
      assert.equal(vpc.id, "vpc-1");
      assert.equal(find(program, "z").inputs["vpcId"], "vpc-1");
      assert.match(unknownAt(find(program, "z").inputs["cidr"]).because, /exists outside this stack/);
    },
  },
  {
    name: "stack references answer unknown outputs that name the stack",
    program: `
      const net = new pulumi.StackReference("acme/network/prod");
      resource("x:y:Z", "z", { subnets: net.requireOutput("subnetIds") });`,
    check: (program) => {
      const { because, from } = unknownAt(find(program, "z").inputs["subnets"]);
      assert.match(because, /output of stack acme\/network\/prod/);
      assert.equal(from.length, 1);
    },
  },
  {
    name: "remote components are recorded as such and have unknown outputs",
    program: `
      class Fargate extends pulumi.ComponentResource {
        constructor(name, args) { super("awsx:ecs:FargateService", name, { ...args, service: undefined }, {}, true); }
      }
      const role = resource("aws:iam/role:Role", "r");
      const web = new Fargate("web", { desiredCount: 1, roleArn: role.arn });
      resource("x:y:Z", "z", { service: web.service });`,
    check: (program) => {
      const web = find(program, "web");
      assert.equal(web.remote, true);
      assert.equal(web.inputs["desiredCount"], 1);
      assert.deepEqual(unknownAt(web.inputs["roleArn"]).from, [urnOf("aws:iam/role:Role", "r")]);
      unknownAt(find(program, "z").inputs["service"]);
    },
  },
  {
    name: "dynamic resources keep no source code",
    program: `
      class Wait extends pulumi.dynamic.Resource {
        constructor(name) { super({ create: async () => ({ id: "1", outs: {} }) }, name, { seconds: 3 }); }
      }
      new Wait("wait");`,
    check: (program) => {
      assert.deepEqual(find(program, "wait").inputs, { seconds: 3 });
    },
  },
  {
    name: "functions: unanswered ones are recorded, and what is built from them says so",
    program: `
      exports.x = pulumi.runtime.invoke("acme:net/getThing:getThing", { name: "blue" }).then((thing) => {
        resource("x:y:Z", "z", { name: thing.name, id2: "pre-" + thing.id });
      });`,
    check: (program) => {
      assert.deepEqual(program.unansweredFunctions, [{ token: "acme:net/getThing:getThing" }]);
      assert.equal(find(program, "z").inputs["name"], "blue", "arguments come back");
      assert.match(
        unknownAt(find(program, "z").inputs["id2"]).because,
        /answer of acme:net\/getThing:getThing/,
      );
    },
  },
  {
    name: "a function asked through a provider answers for that provider's region",
    program: `
      class Aws extends pulumi.ProviderResource {}
      const west = new Aws("aws", "west", { region: "us-west-2" });
      const ask = (opts) => pulumi.output(pulumi.runtime.invoke("aws:index/getRegion:getRegion", {}, opts)).name;
      resource("x:y:Z", "z", { west: ask({ provider: west }), own: ask({}) });`,
    check: (program) => {
      assert.equal(find(program, "z").inputs["west"], "us-west-2");
      assert.equal(find(program, "z").inputs["own"], "us-east-1");
    },
  },
  {
    name: "invoke transforms change a function's arguments",
    program: `
      pulumi.runtime.registerInvokeTransform((args) => ({ args: { ...args.args, name: "eu-west-3" }, opts: args.opts }));
      exports.x = pulumi.output(pulumi.runtime.invoke("aws:index/getRegion:getRegion", {})).apply((r) => {
        resource("x:y:Z", "z", { region: r.name });
      });`,
    check: (program) => {
      assert.equal(find(program, "z").inputs["region"], "eu-west-3");
    },
  },
];

describe("what a program registers", function () {
  this.timeout(60_000);
  for (const { name, program, files, ...expected } of cases) {
    it(name, async () => {
      expected.check(await preview({ "index.js": PRELUDE + program, ...files }));
    });
  }
});
