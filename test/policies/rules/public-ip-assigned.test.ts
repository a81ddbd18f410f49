import { Unknown } from "../../../launch/known";
import { publicIpAssigned } from "../../../policies/rules/public-ip-assigned";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "../../launch/network/network";

const base = [net.vpc(), net.subnet("a"), net.subnet("b"), net.group("app"), net.gateway];
const isPublic = [...base, ...net.table("public", net.toInternet, "a", "b")];

testRule(publicIpAssigned, [
  {
    name: "a public address in a public subnet",
    ...net.placed(["a"], { assignPublicIp: true }),
    others: isPublic,
    verdict: "met",
    says: ["internet gateway igw, with a public address"],
  },
  {
    name: "left out means none",
    ...net.placed(["a", "b"]),
    others: isPublic,
    verdict: "unmet",
    resource: "api",
    says: ["assignPublicIp is left out", "subnet b → route table public → internet gateway igw"],
  },
  {
    name: "false means none",
    ...net.placed(["a"], { assignPublicIp: false }),
    others: isPublic,
    verdict: "unmet",
  },
  {
    name: "that the subnet maps addresses does not matter on Fargate",
    ...net.placed(["a"]),
    others: [
      net.vpc(),
      net.subnet("a", { mapPublicIpOnLaunch: true }),
      net.group("app"),
      net.gateway,
      ...net.table("public", net.toInternet, "a"),
    ],
    verdict: "unmet",
  },
  {
    name: "not known yet",
    ...net.placed(["a"], { assignPublicIp: new Unknown("later") }),
    others: isPublic,
    verdict: "unknown",
    says: ["later"],
  },
  {
    name: "an S3 endpoint is no way to the registry",
    ...net.placed(["a"]),
    others: [...isPublic, net.s3Gateway("public")],
    verdict: "unmet",
  },
  {
    name: "a public subnet that lives on endpoints needs none",
    ...net.placed(["a"]),
    others: [
      ...isPublic,
      net.endpointGroup,
      net.endpoint("ecr.api"),
      net.endpoint("ecr.dkr"),
      net.endpoint("logs"),
      net.s3Gateway("public"),
    ],
    verdict: "none",
  },
  {
    name: "one of several subnets that may be meant is private",
    service: {
      networkConfiguration: {
        subnets: new Unknown("later", [...outputOf(net.SUBNET, "a").from, ...outputOf(net.SUBNET, "b").from]),
        securityGroups: [outputOf(net.GROUP, "app")],
      },
    },
    others: [
      ...base,
      ...net.table("public", net.toInternet, "b"),
      net.nat("b"),
      ...net.table("private", net.toNat, "a"),
    ],
    verdict: "unknown",
    suspects: "assignPublicIp is left out",
  },
  {
    name: "all of the subnets that may be meant are public",
    service: {
      networkConfiguration: {
        subnets: new Unknown("later", [...outputOf(net.SUBNET, "a").from, ...outputOf(net.SUBNET, "b").from]),
        securityGroups: [outputOf(net.GROUP, "app")],
      },
    },
    others: isPublic,
    verdict: "unmet",
  },
]);
