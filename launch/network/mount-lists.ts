import { isUnknown } from "../known";
import type { MountTarget, Network, Subnet } from "../model/network";
import type { Settings } from "../settings";
import { met, unknown, unmet } from "../verdict";
import type { Caller } from "./caller";
import { sendsOut, takesIn } from "./far-lists";
import type { NetworkAnswer } from "./result";

/** Port that mount targets listen on. */
export const NFS = 2049;

/** What ECS says of a mount whose packets get lost. */
export const TIMED_OUT =
  "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Mount attempt 1/3 failed due to timeout after 15 sec";

interface Scene {
  readonly caller: Caller;
  readonly network: Network;
  readonly settings: Settings;
}

/**
 * Whether the network ACLs between a task's subnet and that of a mount target pass NFS and its answers; within one
 * subnet none acts. ECS mounts without reserved ports, as `amazon-efs-utils` does: the answers go to ports above 1023.
 * https://github.com/aws/efs-utils#readme (noresvport)
 */
export function* mountListAnswers(
  target: MountTarget,
  subnet: Subnet,
  { caller, network, settings }: Scene,
): Iterable<NetworkAnswer> {
  const [id] = target.subnets.certain;
  const there = id === undefined ? undefined : network.subnets.get(id);
  if (there === undefined || there.ref.id === subnet.ref.id) return;
  const ways = [
    {
      passage: sendsOut(subnet, NFS, [there.cidr], network, settings),
      at: subnet,
      way: "out and answers in",
    },
    { passage: takesIn(there, NFS, [subnet.cidr], network, settings), at: there, way: "in and answers out" },
  ];
  for (const { passage, at, way } of ways) {
    if (passage === undefined) continue;
    const { truth, resource } = passage;
    const list = `network ACL ${resource.name} of subnet ${at.ref.name}`;
    yield {
      rule: "efs-mountable",
      subject: `${list} lets TCP ${NFS} ${way}, so that tasks of ${caller.site.ref.name} in subnet ${subnet.ref.name} reach mount target ${target.ref.name}`,
      resource,
      verdict: isUnknown(truth)
        ? unknown(truth.because)
        : truth
          ? met(`${list} passes both`)
          : unmet(`${list} does not let TCP ${NFS} ${way}`),
      stoppedReason: TIMED_OUT,
      remedy: `Let TCP ${NFS} pass from the tasks' subnets to those of the mount targets, and TCP 1024-65535 back, in ${resource.name}.`,
    };
  }
}
