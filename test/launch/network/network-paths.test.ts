import * as assert from "node:assert/strict";
import { networkPaths } from "../../../launch/network/judge";
import type { NetworkPath } from "../../../launch/network/network-paths";
import { DEFAULT_SETTINGS } from "../../../launch/settings";
import { launchesOf } from "../../../policies/launches";
import { toCloudModel } from "../../../policies/stack-model";
import { fargateService, type ServicePatch } from "../../support/fargate-service";
import { stackOf } from "../../support/stack";
import * as net from "./network";
import * as ec2 from "./on-ec2";

function pathsOf(patch: ServicePatch): NetworkPath[] {
  const model = toCloudModel(stackOf(fargateService(patch)));
  return launchesOf(model).flatMap((launch) => [...networkPaths(launch, model, DEFAULT_SETTINGS)]);
}

/** "subnet a ✔ → route table private ✘". */
function textOf({ hops }: NetworkPath): string {
  const marks = { met: "✔", unmet: "✘", unknown: "?" };
  return hops.map(({ kind, name, verdict }) => `${kind} ${name} ${marks[verdict]}`).join(" → ");
}

interface PathCase extends ServicePatch {
  readonly name: string;
  readonly reached: string;
  readonly verdict: NetworkPath["verdict"]["is"];
  readonly path: string;
}

const cases: readonly PathCase[] = [
  {
    name: "through NAT, every hop up to the internet gateway",
    ...net.placed(["a"]),
    others: [...net.base, ...net.publicB, ...net.table("private", net.toNat, "a")],
    reached: "ecr.api",
    verdict: "met",
    path: "subnet a ✔ → route table private ✔ → NAT gateway nat ✔ → subnet b ✔ → route table public ✔ → internet gateway igw ✔ → security group app ✔",
  },
  {
    name: "no route out: the table is where it breaks",
    ...net.placed(["a"]),
    others: net.isolated,
    reached: "ecr.api",
    verdict: "unmet",
    path: "subnet a ✔ → route table private ✘ → security group app ✔",
  },
  {
    name: "through an interface endpoint, with what lets through",
    ...net.placed(["a"]),
    others: [...net.isolated, ...net.allEndpoints],
    reached: "logs",
    verdict: "met",
    path: "subnet a ✔ → private DNS logs ✔ → security group of the endpoint endpoints ✔ → security group app ✔",
  },
  {
    name: "layers through the gateway endpoint",
    ...net.placed(["a"]),
    others: [...net.isolated, ...net.allEndpoints],
    reached: "s3",
    verdict: "met",
    path: "subnet a ✔ → route table private ✔ → endpoint s3 ✔ → security group app ✔",
  },
  {
    name: "the group of the endpoint admits nobody",
    ...net.placed(["a"]),
    others: [...net.isolated, ...net.allBut("endpoints"), net.group("endpoints", {})],
    reached: "logs",
    verdict: "unmet",
    path: "subnet a ✔ → private DNS logs ✔ → security group of the endpoint endpoints ✘ → security group app ✔",
  },
  {
    name: "a transit gateway",
    ...net.placed(["a"]),
    others: [
      ...net.base,
      ...net.table("private", [{ cidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-1" }], "a"),
    ],
    reached: "logs",
    verdict: "unknown",
    path: "subnet a ✔ → route table private ✔ → a transit gateway not in view ? → security group app ✔",
  },
];

describe("the paths of a launch, hop by hop", () => {
  for (const { name, reached, verdict, path, ...patch } of cases)
    it(`${verdict}: ${name}`, () => {
      const found = pathsOf(patch).filter(({ service }) => service.name === reached);
      assert.deepEqual(
        found.map((each) => [each.who, each.verdict.is, textOf(each)]),
        [["task", verdict, path]],
      );
    });

  it("there is one per subnet and service", () => {
    const paths = pathsOf({
      ...net.placed(["a", "b"]),
      others: [...net.isolated, ...net.allEndpoints],
    });
    const keys = paths.map(({ subnet, service }) => `${subnet?.name ?? ""} ${service.name}`);
    assert.deepEqual(keys.sort(), [
      "a ecr.api",
      "a ecr.dkr",
      "a logs",
      "a s3",
      "b ecr.api",
      "b ecr.dkr",
      "b logs",
      "b s3",
    ]);
  });

  it("on EC2 they begin at the instances", () => {
    const paths = pathsOf(ec2.onEc2(["a"], ec2.withNat));
    assert.deepEqual([...new Set(paths.map(({ who, of }) => `${who} ${of.name}`))], ["instance fleet"]);
  });

  it("subnets that are not in view have one per service, without hops", () => {
    const paths = pathsOf({});
    assert.deepEqual(
      [
        ...new Set(
          paths.map(({ subnet, hops, verdict }) => `${subnet?.name ?? "none"} ${hops.length} ${verdict.is}`),
        ),
      ],
      ["none 0 unknown"],
    );
  });
});
