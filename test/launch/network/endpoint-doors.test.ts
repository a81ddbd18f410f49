import { Unknown } from "../../../launch/known";
import { endpointAcceptsTasks } from "../../../policies/rules/endpoint-accepts-tasks";
import { endpointPolicyAllows } from "../../../policies/rules/endpoint-policy-allows";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "./network";

const inA = net.placed(["a"]);
const https = { protocol: "tcp", fromPort: 443, toPort: 443 };

describe("who gets through an endpoint", () => {
  testRule(endpointAcceptsTasks, [
    {
      name: "groups are given apart",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("logs"),
        net.endpoint("logs", { securityGroupIds: undefined }),
        net.ec2("SecurityGroupAssociation", "logs", {
          vpcEndpointId: outputOf(net.ENDPOINT, "logs"),
          securityGroupId: outputOf(net.GROUP, "endpoints"),
        }),
      ],
      verdict: "met",
    },
    {
      name: "the default group, and the tasks have one of their own",
      ...inA,
      others: [...net.isolated, ...net.allBut("logs"), net.endpoint("logs", { securityGroupIds: undefined })],
      verdict: "unmet",
      resource: "logs",
    },
    {
      name: "the default group, which the tasks have as well",
      ...net.placed(["a"], { groups: [] }),
      others: [...net.isolated, ...net.allBut("logs"), net.endpoint("logs", { securityGroupIds: undefined })],
      verdict: "met",
    },
    {
      name: "the adopted default group is emptied",
      ...net.placed(["a"], { groups: [] }),
      others: [
        ...net.isolated,
        net.ec2("DefaultSecurityGroup", "closed", { vpcId: net.inVpc }),
        ...net.allBut("logs"),
        net.endpoint("logs", { securityGroupIds: undefined }),
      ],
      verdict: "unmet",
      resource: "closed",
    },
    {
      name: "a prefix list of the VPC's ranges, with its entry apart",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("endpoints"),
        net.ec2("ManagedPrefixList", "inside", { addressFamily: "IPv4", maxEntries: 3 }),
        net.ec2("ManagedPrefixListEntry", "vpc", {
          prefixListId: outputOf("aws:ec2/managedPrefixList:ManagedPrefixList", "inside"),
          cidr: "10.0.0.0/16",
        }),
        net.group("endpoints", {
          ingress: [
            { ...https, prefixListIds: [outputOf("aws:ec2/managedPrefixList:ManagedPrefixList", "inside")] },
          ],
        }),
      ],
      verdict: "met",
    },
    {
      name: "a prefix list of another VPC's ranges",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("endpoints"),
        net.ec2("ManagedPrefixList", "outside", {
          addressFamily: "IPv4",
          maxEntries: 3,
          entries: [{ cidr: "10.9.0.0/16" }],
        }),
        net.group("endpoints", {
          ingress: [
            { ...https, prefixListIds: [outputOf("aws:ec2/managedPrefixList:ManagedPrefixList", "outside")] },
          ],
        }),
      ],
      verdict: "unmet",
      resource: "endpoints",
    },
    {
      name: "it admits UDP 443",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("endpoints"),
        net.group("endpoints", { ingress: [{ ...https, protocol: "udp", cidrBlocks: ["10.0.0.0/16"] }] }),
      ],
      verdict: "unmet",
    },
    {
      name: "it admits the load balancer's subnet alone",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allBut("endpoints"),
        net.group("endpoints", { ingress: [{ ...https, cidrBlocks: ["10.0.2.0/24"] }] }),
      ],
      verdict: "unmet",
    },
  ]);

  testRule(endpointPolicyAllows, [
    {
      name: "the policy is given apart, and is for another repository's account",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allEndpoints,
        net.ec2("VpcEndpointPolicy", "s3-policy", {
          vpcEndpointId: outputOf(net.ENDPOINT, "s3"),
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: "*",
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::my-files/*",
              },
            ],
          }),
        }),
      ],
      verdict: "unmet",
      resource: "s3",
    },
    {
      name: "the policy is given apart, and is not known",
      ...inA,
      others: [
        ...net.isolated,
        ...net.allEndpoints,
        net.ec2("VpcEndpointPolicy", "s3-policy", {
          vpcEndpointId: outputOf(net.ENDPOINT, "s3"),
          policy: new Unknown("later"),
        }),
      ],
      verdict: "unknown",
    },
  ]);
});
