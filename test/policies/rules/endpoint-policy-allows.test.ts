import { Unknown } from "../../../launch/known";
import { endpointPolicyAllows } from "../../../policies/rules/endpoint-policy-allows";
import { outputOf } from "../../support/stack";
import { testRule } from "../../support/judge";
import * as net from "../../launch/network/network";

const base = [net.vpc(), net.subnet("a"), net.group("app"), ...net.table("private", undefined, "a")];
const allow = (statement: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Resource: "*", ...statement }],
  });
const dkr = (policy: unknown): typeof base => [
  ...base,
  ...net.allEndpoints.filter(({ name }) => name !== "ecr.dkr"),
  net.endpoint("ecr.dkr", { policy }),
];
const s3 = (policy: unknown): typeof base => [
  ...base,
  ...net.allEndpoints.filter(({ name }) => name !== "s3"),
  { ...net.s3Gateway("private"), inputs: { ...net.s3Gateway("private").inputs, policy } },
];
const LAYERS = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*";

testRule(endpointPolicyAllows, [
  {
    name: "without a policy everything passes",
    ...net.placed(["a"]),
    others: [...base, ...net.allEndpoints],
    verdict: "none",
  },
  {
    name: "everything of ECR",
    ...net.placed(["a"]),
    others: dkr(allow({ Action: "ecr:*" })),
    verdict: "met",
  },
  {
    name: "no layers",
    ...net.placed(["a"]),
    others: dkr(allow({ Action: "ecr:BatchGetImage" })),
    verdict: "unmet",
    resource: "ecr.dkr",
    says: ["does not allow ecr:GetDownloadUrlForLayer"],
  },
  { name: "not known yet", ...net.placed(["a"]), others: dkr(new Unknown("later")), verdict: "unknown" },
  {
    name: "for another account's principals only",
    ...net.placed(["a"]),
    others: dkr(allow({ Action: "ecr:*", Principal: { AWS: "arn:aws:iam::999999999999:root" } })),
    verdict: "unmet",
  },
  {
    name: "the bucket of the layers",
    ...net.placed(["a"]),
    others: s3(allow({ Action: "s3:GetObject", Resource: LAYERS })),
    verdict: "met",
  },
  {
    name: "own buckets only",
    ...net.placed(["a"]),
    others: s3(allow({ Action: "s3:*", Resource: "arn:aws:s3:::my-bucket/*" })),
    verdict: "unmet",
    resource: "s3",
    says: ["s3:GetObject to everyone on the bucket of ECR's layers"],
  },
  {
    name: "the execution role only, and layers come by URLs that ECR signed",
    ...net.placed(["a"]),
    others: s3(allow({ Action: "s3:*", Principal: { AWS: "arn:aws:iam::123456789012:role/exec-1a2b3c4" } })),
    verdict: "unmet",
  },
  {
    name: "under a condition",
    ...net.placed(["a"]),
    others: s3(allow({ Action: "s3:*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } })),
    verdict: "unknown",
  },
  {
    name: "a policy apart",
    ...net.placed(["a"]),
    others: [
      ...base,
      ...net.allEndpoints,
      {
        type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
        name: "narrow",
        inputs: {
          vpcEndpointId: outputOf(net.ENDPOINT, "logs"),
          policy: allow({ Action: "logs:CreateLogStream" }),
        },
      },
    ],
    verdict: "unmet",
    resource: "logs",
    says: ["logs:PutLogEvents"],
  },
]);
