import * as assert from "node:assert/strict";
import { runtime, type Inputs, type Output } from "@pulumi/pulumi";
import fc from "fast-check";
import type { ReachingContainer } from "../../components/endpoint-needs";
import { LaunchEndpoints } from "../../components/launch-endpoints";
import type { Requirement } from "../../launch/launch";
import { DEFAULT_SETTINGS } from "../../launch/settings";
import { analyse } from "../../policies/analysis";
import { RULES } from "../../policies/registry";
import { toCloudModel } from "../../policies/stack-model";
import { fargateService } from "../support/fargate-service";
import { stackOf, type ResourceSpec } from "../support/stack";
import * as net from "../launch/network/network";

const REGION = "eu-west-1";
const NETWORK_RULES = RULES.filter(({ stage }) => stage === "network");
const IMAGE = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${"a".repeat(64)}`;

const secret = (name: string, valueFrom: string): { name: string; valueFrom: string } => ({
  name,
  valueFrom,
});
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";

const features: readonly ReachingContainer[] = [
  { image: IMAGE },
  {
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": "/ecs/api", "awslogs-region": REGION, "awslogs-stream-prefix": "api" },
    },
  },
  { logConfiguration: { logDriver: "splunk", secretOptions: [secret("splunk-token", SECRET)] } },
  { secrets: [secret("A", SECRET)] },
  { secrets: [secret("A", "/shop/db")] },
  { secrets: [secret("A", SECRET), secret("B", "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/db")] },
  { environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/api.env" }] },
];

/** Containers of images in ECR: any other image has no endpoint. */
const containers = fc
  .array(fc.subarray([...features]), { minLength: 1, maxLength: 3 })
  .map((lists) =>
    lists.map(
      (list, index) => Object.assign({ name: `c${index}` }, ...list, { image: IMAGE }) as ReachingContainer,
    ),
  );

interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
}

const known = (spec: ResourceSpec, id: string, inputs: object = {}): ResourceSpec => ({
  ...spec,
  id,
  inputs: { ...spec.inputs, ...inputs },
});

/** A network with two private subnets, each with a route table of its own, as it is after an update. */
const NETWORK: readonly ResourceSpec[] = [
  known(net.vpc(), "vpc-1"),
  ...["a", "b"].flatMap((name) => [
    known(net.subnet(name), `subnet-${name}`, { vpcId: "vpc-1" }),
    known({ type: net.TABLE, name }, `rtb-${name}`, { vpcId: "vpc-1" }),
    known({ type: net.ASSOCIATION, name }, `rtbassoc-${name}`, {
      subnetId: `subnet-${name}`,
      routeTableId: `rtb-${name}`,
    }),
  ]),
  known(net.group("tasks"), "sg-tasks", { vpcId: "vpc-1" }),
];

const valueOf = <T>(value: Output<T>): Promise<T> =>
  new Promise((resolve) => void value.apply((its) => resolve(its)));

/** What the rules of the network say of a service with these containers among what was made. */
function judged(list: readonly ReachingContainer[], made: readonly Made[]): Requirement[] {
  const service = fargateService({
    containers: list,
    service: {
      networkConfiguration: { subnets: ["subnet-a", "subnet-b"], securityGroups: ["sg-tasks"] },
    },
    others: [
      ...NETWORK,
      ...made.map(({ type, name, inputs }) => ({ type, name, id: `${name}-id`, inputs: { ...inputs } })),
    ],
  });
  const { launches } = analyse(toCloudModel(stackOf(service)), NETWORK_RULES, DEFAULT_SETTINGS);
  return launches.flatMap(({ requirements }) => requirements);
}

const unmetIn = (requirements: readonly Requirement[]): Requirement[] =>
  requirements.filter(({ verdict, kind }) => verdict.is === "unmet" && kind === "start");

const say = (requirements: readonly Requirement[]): string =>
  requirements.map(({ rule, subject, verdict }) => `${rule}: ${subject}: ${verdict.because}`).join("\n");

/** The same, with one thing gone, and what that is. */
function* cuts(made: readonly Made[]): Generator<readonly [string, readonly Made[]]> {
  const change = (one: Made, inputs: object): Made[] =>
    made.map((each) => (each === one ? { ...each, inputs: { ...each.inputs, ...inputs } } : each));
  for (const one of made) {
    const { name, type, inputs } = one;
    if (type === net.GROUP) yield [`the rule of ${name}`, change(one, { ingress: [] })];
    else yield [name, made.filter((each) => each !== one)];
    if (inputs["privateDnsEnabled"] === true)
      yield [`private DNS of ${name}`, change(one, { privateDnsEnabled: false })];
    const tables = (inputs["routeTableIds"] ?? []) as readonly string[];
    for (const table of tables)
      yield [`${table} of ${name}`, change(one, { routeTableIds: tables.filter((each) => each !== table) })];
    const { policy } = inputs as { readonly policy?: string };
    if (policy === undefined) continue;
    const document = JSON.parse(policy) as { readonly Statement: readonly { readonly Resource: string }[] };
    for (const statement of document.Statement) {
      // What files a task reads is not judged at endpoints.
      if (statement.Resource.startsWith("arn:aws:s3:::settings")) continue;
      const Statement = document.Statement.filter((each) => each !== statement);
      yield [
        `${JSON.stringify(statement)} of ${name}`,
        change(one, { policy: JSON.stringify({ ...document, Statement }) }),
      ];
    }
  }
}

describe("LaunchEndpoints makes what the start of any launch needs, and no more", function () {
  this.timeout(120_000);
  let made: Made[] = [];
  before(async () => {
    await runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        if (type.startsWith("aws:")) made.push({ type, name, inputs: inputs as Inputs });
        return { id: `${name}-id`, state: inputs as object };
      },
      call: () => ({}),
    });
  });

  async function make(list: readonly ReachingContainer[], tighten: boolean): Promise<readonly Made[]> {
    made = [];
    const component = new LaunchEndpoints("net", {
      region: REGION,
      vpcId: "vpc-1",
      subnetIds: ["subnet-a", "subnet-b"],
      routeTableIds: ["rtb-a", "rtb-b"],
      securityGroupIds: ["sg-tasks"],
      launches: [{ containerDefinitions: list }],
      tighten,
    });
    await valueOf(component.endpointIds);
    await valueOf(component.securityGroupId);
    return made;
  }

  it("with all of it, every requirement of the network is met", async () => {
    await fc.assert(
      fc.asyncProperty(containers, fc.boolean(), async (list, tighten) => {
        const requirements = judged(list, await make(list, tighten));
        const rest = requirements.filter(({ verdict }) => verdict.is !== "met");
        assert.ok(requirements.length > 0);
        assert.equal(say(rest), "");
      }),
      { numRuns: 25 },
    );
  });

  it("without any endpoint, association, rule, name or statement of it, one is unmet", async () => {
    await fc.assert(
      fc.asyncProperty(containers, fc.boolean(), async (list, tighten) => {
        for (const [what, rest] of cuts(await make(list, tighten)))
          assert.notEqual(unmetIn(judged(list, rest)).length, 0, `without ${what} nothing is unmet`);
      }),
      { numRuns: 15 },
    );
  });
});
