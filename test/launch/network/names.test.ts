import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { endpointPrivateDns } from "../../../policies/rules/endpoint-private-dns";
import { endpointSetComplete } from "../../../policies/rules/endpoint-set-complete";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "./network";

const inA = net.placed(["a"]);

describe("where the names of services lead", () => {
  testRule(egressPathExists, [
    {
      name: "a private zone for the registry's names",
      ...inA,
      others: [
        ...net.isolated,
        {
          type: "aws:route53/zone:Zone",
          name: "central",
          inputs: { name: "dkr.ecr.eu-west-1.amazonaws.com", vpcs: [{ vpcId: net.inVpc }] },
        },
        {
          type: "aws:route53/zone:Zone",
          name: "api",
          inputs: { name: "api.ecr.eu-west-1.amazonaws.com", vpcs: [{ vpcId: net.inVpc }] },
        },
        {
          type: "aws:route53/zone:Zone",
          name: "rest",
          inputs: { name: "amazonaws.com", vpcs: [{ vpcId: net.inVpc }] },
        },
      ],
      verdict: "unknown",
    },
  ]);

  testRule(endpointSetComplete, [
    {
      name: "the FIPS registry's endpoint answers for another name",
      ...inA,
      others: [...net.isolated, ...net.allBut("ecr.dkr"), net.endpoint("ecr-fips.dkr")],
      verdict: "unmet",
      says: ["missing: ecr.dkr"],
    },
    {
      name: "the endpoint of another region",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("ecr.dkr"),
        net.endpoint("ecr.dkr", {
          serviceRegion: "us-east-1",
          serviceName: "com.amazonaws.us-east-1.ecr.dkr",
        }),
      ],
      verdict: "unmet",
    },
  ]);

  testRule(endpointPrivateDns, [
    {
      name: "private DNS is turned on apart",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("logs"),
        net.endpoint("logs", { privateDnsEnabled: undefined }),
        {
          type: "aws:vpc/endpointPrivateDns:EndpointPrivateDns",
          name: "dns",
          inputs: { vpcEndpointId: outputOf(net.ENDPOINT, "logs"), privateDnsEnabled: true },
        },
      ],
      verdict: "met",
    },
  ]);
});
