import * as assert from "node:assert/strict";
import { draw } from "../../../cli/report/picture/draw";
import { renderDot } from "../../../cli/report/picture/dot";
import { renderMermaid } from "../../../cli/report/picture/mermaid";
import type { Picture, PictureNode } from "../../../cli/report/picture/picture";
import { renderSvg } from "../../../cli/report/picture/svg";
import { DEFAULT_SETTINGS } from "../../../launch/settings";
import { analyse } from "../../../policies/analysis";
import { RULES } from "../../../policies/registry";
import { toCloudModel } from "../../../policies/stack-model";
import { fargateService, type ServicePatch } from "../../support/fargate-service";
import { outputOf, stackOf, urnOf, type ResourceSpec } from "../../support/stack";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";

const inVpc = { vpcId: outputOf(VPC, "main") };
const EVERYWHERE = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];

/** A private subnet that lives on endpoints, of which `ecr.dkr` lacks. */
const NETWORK: readonly ResourceSpec[] = [
  { type: VPC, name: "main", inputs: { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true } },
  { type: SUBNET, name: "app", inputs: { ...inVpc, cidrBlock: "10.0.1.0/24" } },
  { type: TABLE, name: "private", inputs: inVpc },
  {
    type: ASSOCIATION,
    name: "private",
    inputs: { subnetId: outputOf(SUBNET, "app"), routeTableId: outputOf(TABLE, "private") },
  },
  { type: GROUP, name: "tasks", inputs: { ...inVpc, egress: EVERYWHERE } },
  { type: GROUP, name: "door", inputs: { ...inVpc, ingress: EVERYWHERE } },
  ...["ecr.api", "logs"].map((service) => ({
    type: ENDPOINT,
    name: service,
    inputs: {
      ...inVpc,
      serviceName: `com.amazonaws.eu-west-1.${service}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      securityGroupIds: [outputOf(GROUP, "door")],
    },
  })),
];

function pictureOf(patch: ServicePatch = {}): Picture {
  const model = toCloudModel(
    stackOf(
      fargateService({
        others: NETWORK,
        service: {
          networkConfiguration: {
            subnets: [outputOf(SUBNET, "app")],
            securityGroups: [outputOf(GROUP, "tasks")],
          },
        },
        ...patch,
      }),
    ),
  );
  return draw(analyse(model, RULES, DEFAULT_SETTINGS), model);
}

function nodeOf(picture: Picture, type: string, name: string): PictureNode {
  const found = picture.nodes.find(({ id }) => id === urnOf(type, name));
  assert.ok(found, `${type} ${name} is not drawn: ${picture.nodes.map(({ id }) => id).join(", ")}`);
  return found;
}

const names = ({ nodes, edges }: Picture): string[] =>
  edges.map(({ from, to }) =>
    [from, to].map((id) => nodes.find((node) => node.id === id)?.name ?? `nothing: ${id}`).join(" -> "),
  );

describe("the picture of a launch", () => {
  it("leads from the service over roles, subnets, routes, groups and endpoints to what a start reaches", () => {
    const edges = names(pictureOf());
    for (const expected of [
      "api -> api",
      "api -> exec",
      "api -> app",
      "app -> private",
      "api -> tasks",
      "tasks -> door",
      "door -> ecr.api",
      "ecr.api -> ecr.api in eu-west-1",
    ])
      assert.ok(edges.includes(expected), `${expected} lacks: ${edges.join(", ")}`);
  });

  it("leaves no edge without both ends, and draws what two launches share once", () => {
    const two: ServicePatch = {
      others: [
        ...NETWORK,
        {
          type: "aws:ecs/service:Service",
          name: "second",
          inputs: {
            taskDefinition: outputOf("aws:ecs/taskDefinition:TaskDefinition", "api"),
            launchType: "FARGATE",
            networkConfiguration: { subnets: [outputOf(SUBNET, "app")] },
          },
        },
      ],
    };
    const picture = pictureOf(two);
    assert.deepEqual(
      names(picture).filter((edge) => edge.includes("nothing")),
      [],
    );
    const ids = picture.nodes.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(picture.nodes.filter(({ name }) => name === "app").length, 1);
  });

  const stateOfService = (picture: Picture, name: string): string | undefined =>
    picture.nodes.find(({ kind, id }) => kind === "service" && id === name)?.verdict;

  it("colours each service by the ways to it", () => {
    const picture = pictureOf();
    assert.deepEqual(
      ["ecr.api", "ecr.dkr", "logs"].map((name) => stateOfService(picture, `${name} in eu-west-1`)),
      ["met", "unmet", "met"],
    );
  });

  it("leads no launch over the internet because another one gets there", () => {
    const open: readonly ResourceSpec[] = [
      { type: "aws:ec2/internetGateway:InternetGateway", name: "igw", inputs: inVpc },
      { type: SUBNET, name: "edge", inputs: { ...inVpc, cidrBlock: "10.0.2.0/24" } },
      {
        type: TABLE,
        name: "public",
        inputs: {
          ...inVpc,
          routes: [
            {
              cidrBlock: "0.0.0.0/0",
              gatewayId: outputOf("aws:ec2/internetGateway:InternetGateway", "igw"),
            },
            { ipv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw-1" },
          ],
        },
      },
      {
        type: ASSOCIATION,
        name: "public",
        inputs: { subnetId: outputOf(SUBNET, "edge"), routeTableId: outputOf(TABLE, "public") },
      },
      {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        name: "other",
        inputs: {
          family: "other",
          networkMode: "awsvpc",
          requiresCompatibilities: ["FARGATE"],
          containerDefinitions: JSON.stringify([{ name: "web", image: "nginx" }]),
        },
      },
      {
        type: "aws:ecs/service:Service",
        name: "open",
        inputs: {
          taskDefinition: outputOf("aws:ecs/taskDefinition:TaskDefinition", "other"),
          launchType: "FARGATE",
          networkConfiguration: {
            subnets: [outputOf(SUBNET, "edge")],
            securityGroups: [outputOf(GROUP, "tasks")],
            assignPublicIp: true,
          },
        },
      },
    ];
    const picture = pictureOf({ others: [...NETWORK, ...open] });
    const edges = names(picture);
    assert.ok(edges.includes("public addresses -> docker.io"), edges.join(", "));
    assert.ok(!edges.includes("public addresses -> ecr.dkr in eu-west-1"), edges.join(", "));
    assert.ok(edges.includes("api -> ecr.dkr in eu-west-1"), edges.join(", "));
    assert.ok(edges.includes("public -> IPv6 alone"), "the egress-only gateway is not drawn");
  });

  const states: readonly (readonly [string, ServicePatch, string, string, string])[] = [
    ["met where all requirements on it hold", {}, "aws:iam/role:Role", "exec", "met"],
    ["unmet where one does not", { without: ["exec-managed"] }, "aws:iam/role:Role", "exec", "unmet"],
    [
      "unknown where none is unmet and one is open",
      { role: { assumeRolePolicy: outputOf("aws:sqs/queue:Queue", "any") } },
      "aws:iam/role:Role",
      "exec",
      "unknown",
    ],
    ["unmet where an endpoint lacks", {}, VPC, "main", "unmet"],
  ];
  for (const [name, patch, type, resource, verdict] of states)
    it(`shows as ${name}`, () => assert.equal(nodeOf(pictureOf(patch), type, resource).verdict, verdict));

  it("names the rules that a resource breaks, and why", () => {
    const role = nodeOf(pictureOf({ without: ["exec-managed"] }), "aws:iam/role:Role", "exec");
    assert.ok(role.breaks.includes("execution-role-can-pull"), role.breaks.join());
    assert.match(role.because ?? "", /No policy of the role allows/i);
  });
});

describe("the formats of the picture", () => {
  const odd = 'a"b\\c <d> #e';
  const picture: Picture = {
    nodes: [
      node({ id: "1", name: odd, verdict: "unmet", breaks: ["image-pinned"], because: "it\nmoves" }),
      node({ id: "2", name: "exec", verdict: "met", box: 'v"pc' }),
      node({ id: "3", name: "other" }),
    ],
    edges: [{ from: "1", to: "2", label: "0.0.0.0/0" }],
  };
  function node(given: Partial<PictureNode>): PictureNode {
    return {
      id: "",
      kind: "role",
      noun: "role",
      name: "",
      verdict: undefined,
      breaks: [],
      because: undefined,
      box: undefined,
      ...given,
    };
  }

  it("dot escapes what a name holds, and colours by verdict", () => {
    const dot = renderDot(picture);
    assert.ok(dot.includes('label="✘ role\\na\\"b\\\\c <d> #e\\nimage-pinned"'), dot);
    assert.match(dot, /n0 \[.*color="#cf222e".*tooltip="it\\nmoves"\];/);
    assert.match(dot, /n1 \[.*color="#1a7f37"/);
    assert.match(dot, /n0 -> n1 \[label="0\.0\.0\.0\/0"\];/);
  });

  it("mermaid escapes what a name holds, and colours by class", () => {
    const mermaid = renderMermaid(picture);
    assert.ok(mermaid.includes('"✘ role<br>a#quot;b\\c #lt;d#gt; #35;e<br>image-pinned"}}:::unmet'), mermaid);
    assert.match(mermaid, /subgraph vpc0\["VPC v#quot;pc"\]/);
    assert.match(mermaid, /n0 -->\|"0\.0\.0\.0\/0"\| n1/);
  });

  it("svg is laid out without a Graphviz on the machine", async () => {
    const svg = await renderSvg(picture);
    assert.match(svg, /<svg [^]*<\/svg>\s*$/);
    assert.match(svg, /stroke="#cf222e"/);
    assert.ok(svg.includes("a&quot;b\\c &lt;d&gt; #e"), svg);
  });

  it("an empty picture says so in every format that can", async () => {
    const empty = { nodes: [], edges: [] };
    assert.match(renderDot(empty), /no launch/);
    assert.match(await renderSvg(empty), /no launch/);
    assert.match(renderMermaid(empty), /^flowchart LR\n/);
  });
});
