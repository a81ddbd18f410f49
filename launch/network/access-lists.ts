import { and } from "../iam/kleene";
import { isUnknown } from "../known";
import type { Network, NetworkAcl, Subnet } from "../model/network";
import type { Settings } from "../settings";
import { met, unknown, unmet, type Verdict } from "../verdict";
import { ANSWERS, passes, type Far } from "./access-list-rules";
import type { Service } from "./services";
import type { Result } from "./result";
import { completedElsewhere } from "./settings";

/**
 * Whether the network ACL of a subnet passes a connection both ways; `undefined` where the VPC's own one passes everything.
 * Access lists keep no state: the answers need a rule of their own.
 */
export function accessListResult(
  subnet: Subnet,
  service: Service,
  far: Far,
  network: Network,
  settings: Settings,
): Result | undefined {
  const { accessList } = subnet;
  if (accessList === undefined) return undefined;
  const list = isUnknown(accessList) ? undefined : network.accessLists.get(accessList);
  const resource = list?.ref ?? subnet.ref;
  const verdict =
    list === undefined
      ? unknown(
          isUnknown(accessList) ? accessList.because : `the network ACL of ${subnet.ref.name} is not in view`,
        )
      : judge(list, service.port, far, settings);
  const remedy = `Allow TCP ${service.port} out and TCP 1024-65535 in for 0.0.0.0/0 in ${resource.name}.`;
  return { rule: "network-acl-allows", resource, subnet, service, verdict, remedy };
}

function judge(list: NetworkAcl, port: number, far: Far, settings: Settings): Verdict {
  const out = passes(list.egress, { from: port, to: port }, far);
  const back = passes(list.ingress, ANSWERS, far);
  const both = and(out, back);
  const incomplete = completedElsewhere(list.ref, settings) ?? list.incomplete;
  if (incomplete !== undefined) return unknown(incomplete);
  if (both === true) return met(`network ACL ${list.ref.name} passes TCP ${port} out and the answers in`);
  if (isUnknown(both)) return unknown(both.because);
  return unmet(
    out === false
      ? `network ACL ${list.ref.name} passes no TCP ${port} out`
      : `network ACL ${list.ref.name} passes TCP ${port} out, but not the answers: it lets nothing in on ports ${ANSWERS.from} to ${ANSWERS.to}`,
  );
}
