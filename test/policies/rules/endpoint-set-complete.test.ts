import { Unknown } from "../../../launch/known";
import { endpointSetComplete } from "../../../policies/rules/endpoint-set-complete";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "../../launch/network/network";

const base = [net.vpc(), net.subnet("a"), net.group("app"), ...net.table("private", undefined, "a")];
const without = (...names: readonly string[]): typeof base =>
  net.allEndpoints.filter(({ name }) => !names.includes(name));

testRule(endpointSetComplete, [
  { name: "all are there", ...net.placed(["a"]), others: [...base, ...net.allEndpoints], verdict: "met" },
  {
    name: "no ecr.dkr",
    ...net.placed(["a"]),
    others: [...base, ...without("ecr.dkr")],
    verdict: "unmet",
    resource: "main",
    says: [
      "subnet a → route table private → no default route",
      "endpoints in main: ecr.api, logs, s3",
      "missing: ecr.dkr",
    ],
  },
  {
    name: "no logs",
    ...net.placed(["a"]),
    others: [...base, ...without("logs")],
    verdict: "unmet",
    says: ["missing: logs"],
  },
  {
    name: "no logs are needed",
    ...net.placed(["a"]),
    others: [...base, ...without("logs")],
    container: { logConfiguration: undefined },
    verdict: "met",
  },
  {
    name: "no S3 at all",
    ...net.placed(["a"]),
    others: [...base, ...without("s3")],
    verdict: "unmet",
    says: ["missing: s3"],
  },
  {
    name: "secrets need an endpoint of their own",
    ...net.placed(["a"]),
    others: [...base, ...net.allEndpoints],
    container: {
      secrets: [{ name: "A", valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf" }],
    },
    verdict: "unmet",
    says: ["missing: secretsmanager"],
  },
  {
    name: "so do parameters",
    ...net.placed(["a"]),
    others: [...base, ...net.allEndpoints],
    container: { secrets: [{ name: "A", valueFrom: "/db/password" }] },
    verdict: "unmet",
    says: ["missing: ssm"],
  },
  {
    name: "that of another region does not serve",
    ...net.placed(["a"]),
    others: [
      ...base,
      ...without("ecr.dkr"),
      net.endpoint("ecr.dkr", { serviceName: "com.amazonaws.us-east-1.ecr.dkr", serviceRegion: "us-east-1" }),
    ],
    verdict: "unmet",
  },
  {
    name: "what one endpoint is for is not known",
    ...net.placed(["a"]),
    others: [...base, ...without("ecr.dkr"), net.endpoint("ecr.dkr", { serviceName: new Unknown("later") })],
    verdict: "met",
  },
  {
    name: "a NAT gateway rescues what has no endpoint",
    ...net.placed(["a"]),
    others: [
      net.vpc(),
      net.subnet("a"),
      net.subnet("b"),
      net.group("app"),
      net.gateway,
      net.nat("b"),
      ...net.table("public", net.toInternet, "b"),
      ...net.table("private", net.toNat, "a"),
      ...without("logs"),
    ],
    verdict: "met",
  },
  {
    name: "ECS Exec is no start",
    ...net.placed(["a"]),
    service: {
      ...net.placed(["a"]).service,
      enableExecuteCommand: true,
    },
    others: [...base, ...net.allEndpoints],
    verdict: "unmet",
    level: "advisory",
    says: ["ssmmessages"],
  },
  {
    name: "before platform version 1.4.0 Fargate itself logs in to ECR",
    ...net.placed(["a"]),
    service: { ...net.placed(["a"]).service, platformVersion: "1.3.0" },
    others: [...base, ...without("ecr.api")],
    verdict: "met",
  },
  { name: "nothing at all is another rule's", ...net.placed(["a"]), others: base, verdict: "none" },
  {
    name: "that logs are needed is only guessed",
    ...net.placed(["a"]),
    others: [
      ...base,
      ...without("logs"),
      { type: "aws:ecr/repository:Repository", name: "repo", inputs: {} },
    ],
    taskDefinition: {
      containerDefinitions: new Unknown("later", [
        ...outputOf("aws:ecr/repository:Repository", "repo").from,
        ...outputOf("aws:cloudwatch/logGroup:LogGroup", "logs").from,
      ]),
    },
    verdict: "unknown",
    suspects: "missing: logs",
  },
]);
