import { publicIpAssigned } from "../../../policies/rules/public-ip-assigned";
import type { ServicePatch } from "../../support/fargate-service";
import { instances, ON_EC2 } from "../../support/instances";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";
import * as ec2 from "./on-ec2";

const publicly = [net.gateway, ...net.table("public", net.toInternet, "a")];
const open = net.subnet("a", { mapPublicIpOnLaunch: true });
const inPublic = (template: ec2.Inputs, ...more: readonly ResourceSpec[]): ServicePatch => {
  const patch = ec2.onEc2(["a"], [...publicly, ...more], template);
  const names = new Set(more.map(({ name }) => name));
  const others = patch.others ?? [];
  return { ...patch, others: [...others.filter(({ name }) => !names.has(name)), ...more] };
};
const interfaceWith = (associatePublicIpAddress: unknown): ec2.Inputs => ({
  vpcSecurityGroupIds: undefined,
  networkInterfaces: [{ associatePublicIpAddress, securityGroups: [outputOf(net.GROUP, "hosts")] }],
});

testRule(publicIpAssigned, [
  { name: "the subnet gives instances a public address", ...inPublic({}, open), verdict: "met" },
  {
    name: "the subnet gives none, and nobody asks",
    ...inPublic({}),
    verdict: "unmet",
    resource: "host",
    says: ["mapPublicIpOnLaunch of subnet a is false or left out", "associatePublicIpAddress: true"],
  },
  { name: "the template's interface asks for one", ...inPublic(interfaceWith("true")), verdict: "met" },
  {
    name: "the template's interface declines the one that the subnet gives",
    ...inPublic(interfaceWith("false"), open),
    verdict: "unmet",
    resource: "host",
    says: ["associatePublicIpAddress of host is false"],
  },
  {
    name: "an Elastic IP that no NAT gateway takes",
    ...inPublic({}, { type: "aws:ec2/eip:Eip", name: "address", inputs: {} }),
    verdict: "unknown",
    says: ["address may be an address of theirs"],
  },
  {
    name: "a lifecycle hook may give one",
    ...inPublic({}, { type: "aws:autoscaling/lifecycleHook:LifecycleHook", name: "hook", inputs: {} }),
    verdict: "unknown",
  },
  {
    name: "an interface that exists already",
    ...inPublic({ networkInterfaces: [{ networkInterfaceId: "eni-1" }] }),
    verdict: "unknown",
  },
  {
    name: "in awsvpc mode the address of the instance counts, not assignPublicIp",
    ...inPublic({}, open),
    taskDefinition: { ...ON_EC2.taskDefinition, networkMode: "awsvpc" },
    service: { ...ON_EC2.service, ...net.placed(["a"]).service },
    verdict: "met",
  },
]);

const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const inDefault = (inputs: ec2.Inputs): ServicePatch => ({
  ...ON_EC2,
  others: [
    { type: "aws:ec2/defaultVpc:DefaultVpc", name: "default", inputs: {} },
    { type: DEFAULT_SUBNET, name: "zone", inputs: { availabilityZone: "eu-west-1a", ...inputs } },
    ...instances({}, { vpcZoneIdentifiers: [outputOf(DEFAULT_SUBNET, "zone")] }),
  ],
});

testRule(publicIpAssigned, [
  {
    name: "a subnet of the default VPC gives an address unless it is told not to",
    ...inDefault({}),
    verdict: "unknown",
    says: [/^(?!.*mapPublicIpOnLaunch of subnet)/s],
  },
  {
    name: "a subnet of the default VPC that is told not to",
    ...inDefault({ mapPublicIpOnLaunch: false }),
    verdict: "unknown",
    suspects: "mapPublicIpOnLaunch of subnet zone is false",
  },
]);
