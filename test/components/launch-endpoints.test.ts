import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import { runtime, type Inputs, type Output } from "@pulumi/pulumi";
import { LaunchEndpoints, type LaunchEndpointsArgs } from "../../components/launch-endpoints";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api:1.4.2";
const API = { name: "api", image, logConfiguration: { logDriver: "awslogs", options: {} } };
const PLACE = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"], routeTableIds: ["rtb-1", "rtb-2"] };
const NETWORK = { ...PLACE, region: "eu-west-1", securityGroupIds: ["sg-1"] };

interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
}

const valueOf = <T>(value: Output<T>): Promise<T> =>
  new Promise((resolve) => void value.apply((known) => resolve(known)));

describe("LaunchEndpoints", () => {
  let made: Made[] = [];
  before(async () => {
    await runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        made.push({ type, name, inputs: inputs as Inputs });
        return { id: `${name}-id`, state: inputs as object };
      },
      call: () => ({}),
    });
  });
  beforeEach(() => (made = []));

  /** What is made, once everything is. */
  async function make(args: Partial<LaunchEndpointsArgs>): Promise<{
    readonly component: LaunchEndpoints;
    readonly endpoints: Readonly<Record<string, Inputs>>;
    readonly group: Inputs | undefined;
  }> {
    const component = new LaunchEndpoints("net", { ...NETWORK, ...args });
    await valueOf(component.endpointIds);
    await valueOf(component.securityGroupId);
    return {
      component,
      endpoints: Object.fromEntries(
        made.filter(({ type }) => type === ENDPOINT).map(({ name, inputs }) => [name, inputs]),
      ),
      group: made.find(({ type }) => type === GROUP)?.inputs,
    };
  }

  it("makes interface endpoints whose private DNS and group let the tasks in", async () => {
    const { endpoints, group } = await make({ launches: [{ containerDefinitions: [API] }] });
    assert.deepEqual(Object.keys(endpoints).sort(), ["net-ecr.api", "net-ecr.dkr", "net-logs", "net-s3"]);
    assert.deepEqual(endpoints["net-ecr.dkr"], {
      region: "eu-west-1",
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-west-1.ecr.dkr",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["net-id"],
      tags: { Name: "net-ecr.dkr" },
    });
    assert.deepEqual(group?.["ingress"], [
      {
        description: "HTTPS from the tasks",
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        securityGroups: ["sg-1"],
      },
    ]);
  });

  it("associates the gateway endpoint of S3 with the very route tables", async () => {
    const { endpoints, group } = await make({ services: ["s3"], tags: { Team: "shop" } });
    assert.equal(group, undefined);
    assert.deepEqual(endpoints["net-s3"], {
      region: "eu-west-1",
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-west-1.s3",
      vpcEndpointType: "Gateway",
      routeTableIds: ["rtb-1", "rtb-2"],
      tags: { Name: "net-s3", Team: "shop" },
    });
  });

  it("makes no second one of what exists, by service or full name", async () => {
    const existing = ["s3", "com.amazonaws.eu-west-1.ecr.api"];
    const { endpoints, component } = await make({ launches: [{ containerDefinitions: [API] }], existing });
    assert.deepEqual(Object.keys(endpoints).sort(), ["net-ecr.dkr", "net-logs"]);
    assert.deepEqual(component.ready, [component.endpoints["ecr.dkr"], component.endpoints["logs"]]);
    assert.deepEqual(await valueOf(component.endpointIds), {
      "ecr.dkr": "net-ecr.dkr-id",
      logs: "net-logs-id",
    });
  });

  it("makes nothing where all of them exist", async () => {
    const { endpoints, group, component } = await make({ services: ["logs"], existing: ["logs"] });
    assert.deepEqual([endpoints, group, component.ready], [{}, undefined, []]);
  });

  it("adds the services that are named to those of the launches", async () => {
    const { endpoints } = await make({
      launches: [{ containerDefinitions: [{ image: Promise.resolve(image) }] }],
      services: ["ecr.api", "ecr.dkr", "com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.sts"],
    });
    assert.deepEqual(Object.keys(endpoints).sort(), ["net-ecr.api", "net-ecr.dkr", "net-s3", "net-sts"]);
  });

  it("spells the names of China", async () => {
    const { endpoints } = await make({ region: "cn-north-1", services: ["ecr.dkr", "logs", "s3"] });
    assert.deepEqual(
      Object.values(endpoints)
        .map(({ serviceName }) => String(serviceName))
        .sort(),
      ["cn.com.amazonaws.cn-north-1.ecr.dkr", "com.amazonaws.cn-north-1.logs", "com.amazonaws.cn-north-1.s3"],
    );
  });

  it("allows what a start calls, and nothing else, when tightened", async () => {
    const files = [
      { type: "s3", value: "arn:aws:s3:::settings/api.env" },
      { type: "s3", value: Promise.resolve("arn:aws:s3:::settings/more.env") },
    ];
    const { endpoints } = await make({
      launches: [{ containerDefinitions: [{ ...API, environmentFiles: files }] }],
      tighten: true,
      additionalStatements: {
        logs: [{ Effect: "Allow", Principal: "*", Action: "logs:GetLogEvents", Resource: "*" }],
      },
    });
    const allowed = (service: string): string[] => {
      const { Statement } = JSON.parse(String(endpoints[`net-${service}`]?.["policy"])) as {
        readonly Statement: readonly Readonly<Record<string, string>>[];
      };
      return Statement.map(({ Effect, Principal, Action, Resource }) =>
        [Effect, Principal, Action, Resource].join(" "),
      );
    };
    assert.deepEqual(allowed("ecr.api"), ["Allow * ecr:GetAuthorizationToken *"]);
    assert.deepEqual(allowed("ecr.dkr"), [
      "Allow * ecr:BatchGetImage arn:aws:ecr:eu-west-1:*:*",
      "Allow * ecr:GetDownloadUrlForLayer arn:aws:ecr:eu-west-1:*:*",
    ]);
    assert.deepEqual(allowed("s3"), [
      "Allow * s3:GetObject arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*",
      "Allow * s3:GetObject arn:aws:s3:::settings/api.env",
      "Allow * s3:GetBucketLocation arn:aws:s3:::settings",
      "Allow * s3:GetObject arn:aws:s3:::settings/more.env",
      "Allow * s3:GetBucketLocation arn:aws:s3:::settings",
    ]);
    assert.deepEqual(allowed("logs"), [
      "Allow * logs:CreateLogStream arn:aws:logs:eu-west-1:*:*",
      "Allow * logs:PutLogEvents arn:aws:logs:eu-west-1:*:*",
      "Allow * logs:GetLogEvents *",
    ]);
  });

  it("lets layers through an S3 that is named for reasons of its own", async () => {
    const { endpoints } = await make({ services: ["s3"], tighten: true });
    assert.match(String(endpoints["net-s3"]?.["policy"]), /starport-layer-bucket/);
  });

  it("leaves services alone of which it does not know what a start calls", async () => {
    const { endpoints } = await make({ services: ["sts"], tighten: true });
    assert.equal(endpoints["net-sts"]?.["policy"], undefined);
  });

  const refused: readonly (readonly [string, Partial<LaunchEndpointsArgs>, RegExp])[] = [
    ["nothing is asked for", {}, /neither `launches` nor `services`/],
    [
      "an image can't be told",
      { launches: [{ containerDefinitions: [{ image: Promise.resolve(image) }] }] },
      /containerDefinitions\[0\]\.image is an output of no resource[^]*between preview and update[^]*`services`/,
    ],
    ["no route table is given for S3", { services: ["s3"], routeTableIds: [] }, /`routeTableIds`/],
  ];
  for (const [name, args, message] of refused)
    it(`is refused where ${name}`, () => {
      assert.throws(() => new LaunchEndpoints("net", { ...NETWORK, ...args }), message);
    });

  it("is refused where nobody is admitted", () => {
    assert.throws(
      () => new LaunchEndpoints("net", { ...PLACE, region: "eu-west-1", services: ["logs"] }),
      /nobody is admitted to the endpoint of logs[^]*`securityGroupIds`/,
    );
  });

  it("is refused where a provider's region is not known", () => {
    const provider = new Provider("other", { region: "us-east-1" });
    assert.throws(
      () => new LaunchEndpoints("net", { ...PLACE, services: ["logs"] }, { providers: [provider] }),
      /the region is not known/,
    );
  });
});
