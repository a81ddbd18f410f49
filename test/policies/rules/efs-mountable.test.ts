import { efsMountable } from "../../../policies/rules/efs-mountable";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "../../launch/network/network";

const FILES = "aws:efs/fileSystem:FileSystem";
const TARGET = "aws:efs/mountTarget:MountTarget";
type Inputs = Readonly<Record<string, unknown>>;

const NFS = { protocol: "tcp", fromPort: 2049, toPort: 2049 };
const mounts = {
  taskDefinition: {
    volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: outputOf(FILES, "files") } }],
  },
};
const target = (subnet: string, inputs: Inputs = {}): ResourceSpec => ({
  type: TARGET,
  name: `files-${subnet}`,
  inputs: {
    fileSystemId: outputOf(FILES, "files"),
    subnetId: outputOf(net.SUBNET, subnet),
    securityGroups: [outputOf(net.GROUP, "nfs")],
    ...inputs,
  },
});
const nfs = (...ingress: readonly unknown[]): ResourceSpec => net.group("nfs", { ingress });
const fromApp = { ...NFS, securityGroups: [outputOf(net.GROUP, "app")] };
const base = [
  net.vpc(),
  net.subnet("a", { availabilityZone: "eu-west-1a" }),
  net.subnet("b", { availabilityZone: "eu-west-1b" }),
  net.subnet("c", { availabilityZone: "eu-west-1a" }),
  net.group("app"),
  { type: FILES, name: "files", inputs: {} },
];

/** Tasks in subnet c, the mount target in subnet a of the same zone. */
const acrossSubnets = (...lists: readonly ResourceSpec[]): object => ({
  ...mounts,
  ...net.placed(["c"]),
  others: [...base, nfs(fromApp), target("a"), ...lists],
});
const pass = (fromPort: number, toPort: number, cidrBlock = "0.0.0.0/0"): unknown => ({
  ruleNo: 100,
  action: "allow",
  protocol: "tcp",
  fromPort,
  toPort,
  cidrBlock,
});
const listOf = (subnet: string, egress: unknown, ingress: unknown): ResourceSpec => ({
  type: net.ACL,
  name: `list-${subnet}`,
  inputs: {
    vpcId: net.inVpc,
    subnetIds: [outputOf(net.SUBNET, subnet)],
    egress: [egress],
    ingress: [ingress],
  },
});

testRule(efsMountable, [
  { name: "no volume, nothing to ask", ...net.placed(["a"]), others: base, verdict: "none" },
  {
    name: "in the very subnet",
    ...mounts,
    ...net.placed(["a"]),
    others: [...base, nfs(fromApp), target("a")],
    verdict: "met",
  },
  {
    name: "in another subnet of the zone",
    ...mounts,
    ...net.placed(["c"]),
    others: [...base, nfs(fromApp), target("a")],
    verdict: "met",
  },
  {
    name: "in another zone",
    ...mounts,
    ...net.placed(["a", "b"]),
    others: [...base, nfs(fromApp), target("a")],
    verdict: "unmet",
    resource: "files",
    says: ["are in other zones", "zone of subnet b"],
  },
  {
    name: "zones that are not known",
    ...mounts,
    ...net.placed(["b"]),
    others: [
      net.vpc(),
      net.subnet("a"),
      net.subnet("b"),
      net.group("app"),
      { type: FILES, name: "files", inputs: {} },
      nfs(fromApp),
      target("a"),
    ],
    verdict: "unknown",
  },
  {
    name: "none at all",
    ...mounts,
    ...net.placed(["a"]),
    others: base,
    verdict: "unmet",
    says: ["nothing makes a mount target of files"],
  },
  {
    name: "a file system that exists may have others",
    ...mounts,
    ...net.placed(["a"]),
    others: [...base.slice(0, -1), { type: FILES, name: "files", id: "fs-1", inputs: {} }],
    verdict: "unknown",
  },
  {
    name: "no NFS in the target's group",
    ...mounts,
    ...net.placed(["a"]),
    others: [...base, nfs({ ...fromApp, fromPort: 443, toPort: 443 }), target("a")],
    verdict: "unmet",
    resource: "nfs",
    says: ["admits TCP 2049 from security group app"],
  },
  {
    name: "a target without groups has the VPC's default one",
    ...mounts,
    ...net.placed(["a"]),
    others: [...base, target("a", { securityGroups: null })],
    verdict: "unmet",
    resource: "files-a",
  },
  {
    name: "no NFS out of the task's group",
    ...mounts,
    ...net.placed(["a"]),
    others: [
      ...base.filter(({ name }) => name !== "app"),
      net.group("app", {
        egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
      }),
      nfs(fromApp),
      target("a"),
    ],
    verdict: "unmet",
    resource: "app",
  },
  {
    name: "a file system by id is not in view",
    taskDefinition: { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] },
    ...net.placed(["a"]),
    others: base,
    verdict: "unknown",
  },
  {
    name: "the network ACLs of both subnets pass NFS and its answers",
    ...acrossSubnets(
      listOf("a", pass(1024, 65535, "10.0.3.0/24"), pass(2049, 2049, "10.0.3.0/24")),
      listOf("c", pass(2049, 2049, "10.0.1.0/24"), pass(1024, 65535, "10.0.0.0/16")),
    ),
    verdict: "met",
  },
  {
    name: "the network ACL of the mount target's subnet lets in HTTPS alone",
    ...acrossSubnets(listOf("a", pass(0, 65535), pass(443, 443))),
    verdict: "unmet",
    resource: "list-a",
    says: ["does not let TCP 2049 in and answers out"],
  },
  {
    name: "the network ACL of the tasks' subnet was written for HTTPS",
    ...acrossSubnets(listOf("c", pass(443, 443), pass(1024, 65535))),
    verdict: "unmet",
    resource: "list-c",
  },
  {
    name: "the answers find a part of the ports open",
    ...acrossSubnets(listOf("a", pass(32768, 40000), pass(2049, 2049))),
    verdict: "unknown",
  },
  {
    name: "within one subnet no network ACL acts",
    ...mounts,
    ...net.placed(["a"]),
    others: [...base, nfs(fromApp), target("a"), listOf("a", pass(443, 443), pass(443, 443))],
    verdict: "met",
  },
]);
