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
]);
