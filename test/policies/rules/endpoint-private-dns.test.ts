import { Unknown } from "../../../launch/known";
import { endpointPrivateDns } from "../../../policies/rules/endpoint-private-dns";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "../../launch/network/network";

const base = [net.subnet("a"), net.group("app"), ...net.table("private", undefined, "a")];
const but = (name: string, inputs: Readonly<Record<string, unknown>>): typeof base => [
  net.vpc(),
  ...base,
  ...net.allEndpoints.filter((each) => each.name !== name),
  net.endpoint(name, inputs),
];

testRule(endpointPrivateDns, [
  {
    name: "on everywhere",
    ...net.placed(["a"]),
    others: [net.vpc(), ...base, ...net.allEndpoints],
    verdict: "met",
  },
  {
    name: "left out means off",
    ...net.placed(["a"]),
    others: but("ecr.dkr", { privateDnsEnabled: null }),
    verdict: "unmet",
    resource: "ecr.dkr",
    says: ["privateDnsEnabled of ecr.dkr is false or left out"],
  },
  {
    name: "not known yet",
    ...net.placed(["a"]),
    others: but("ecr.dkr", { privateDnsEnabled: new Unknown("later") }),
    verdict: "unknown",
  },
  {
    name: "turned on apart",
    ...net.placed(["a"]),
    others: [
      ...but("ecr.dkr", { privateDnsEnabled: null }),
      {
        type: "aws:vpc/endpointPrivateDns:EndpointPrivateDns",
        name: "dns",
        inputs: { vpcEndpointId: outputOf(net.ENDPOINT, "ecr.dkr"), privateDnsEnabled: true },
      },
    ],
    verdict: "met",
  },
  {
    name: "host names of the VPC are off by default",
    ...net.placed(["a"]),
    others: [net.vpc({ enableDnsHostnames: null }), ...base, ...net.allEndpoints],
    verdict: "unmet",
    resource: "main",
    says: ["enableDnsHostnames of main is false or left out"],
  },
  {
    name: "a private zone answers instead",
    ...net.placed(["a"]),
    others: [
      ...but("ecr.dkr", { privateDnsEnabled: false }),
      {
        type: "aws:route53/zone:Zone",
        name: "dkr",
        inputs: { name: "dkr.ecr.eu-west-1.amazonaws.com", vpcs: [{ vpcId: net.inVpc }] },
      },
    ],
    verdict: "met",
  },
  {
    name: "a private zone of another service does not",
    ...net.placed(["a"]),
    others: [
      ...but("ecr.dkr", { privateDnsEnabled: false }),
      {
        type: "aws:route53/zone:Zone",
        name: "sqs",
        inputs: { name: "sqs.eu-west-1.amazonaws.com", vpcs: [{ vpcId: net.inVpc }] },
      },
    ],
    verdict: "unmet",
  },
  {
    name: "other servers answer its names",
    ...net.placed(["a"]),
    others: [
      net.vpc(),
      ...base,
      ...net.allEndpoints,
      {
        type: "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
        name: "corporate",
        inputs: { vpcId: net.inVpc, dhcpOptionsId: "dopt-1" },
      },
    ],
    verdict: "unknown",
    says: ["corporate"],
  },
]);
