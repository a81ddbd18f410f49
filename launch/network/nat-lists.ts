import { every, type Truth } from "../iam/kleene";
import { isUnknown, Unknown } from "../known";
import type { Network, Subnet } from "../model/network";
import type { Settings } from "../settings";
import { met, unknown, unmet } from "../verdict";
import { ANSWERS, passes, type Far } from "./access-list-rules";
import type { Service } from "./services";
import type { Result } from "./result";
import { completedElsewhere } from "./settings";

const NAT_ANSWERS = { from: 1024, to: 65535 };

/**
 * Whether the network ACL of a NAT gateway's subnet passes what comes from a task's subnet, and the answers. The gateway
 * asks from any port above 1023.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
 */
export function natListResult(
  nat: Subnet,
  subnet: Subnet,
  service: Service,
  network: Network,
  settings: Settings,
): Result | undefined {
  const { accessList } = nat;
  if (accessList === undefined || nat.ref.id === subnet.ref.id) return undefined;
  const list = isUnknown(accessList) ? undefined : network.accessLists.get(accessList);
  const resource = list?.ref ?? nat.ref;
  const tasks: Far = { kind: "ranges", ranges: [subnet.cidr] };
  const here = { from: service.port, to: service.port };
  const truth: Truth =
    list === undefined
      ? new Unknown(`the network ACL of ${nat.ref.name} is not in view`)
      : every(
          [
            passes(list.ingress, here, tasks),
            passes(list.egress, here, { kind: "public" }),
            passes(list.ingress, NAT_ANSWERS, { kind: "public" }),
            passes(list.egress, ANSWERS, tasks),
          ],
          (each) => each,
        );
  const incomplete =
    list === undefined ? undefined : (completedElsewhere(list.ref, settings) ?? list.incomplete);
  const where = `network ACL ${resource.name} of the NAT gateway's subnet ${nat.ref.name}`;
  const verdict =
    incomplete !== undefined
      ? unknown(incomplete)
      : isUnknown(truth)
        ? unknown(truth.because)
        : truth
          ? met(`${where} passes TCP ${service.port} and the answers`)
          : unmet(
              `${where} does not pass TCP ${service.port} from subnet ${subnet.ref.name} to the internet, or not the answers`,
            );
  const remedy = `Allow TCP ${service.port} from the tasks' subnets and to 0.0.0.0/0, and TCP 1024-65535 back both ways, in ${resource.name}.`;
  return { rule: "network-acl-allows", resource, subnet, service, verdict, remedy };
}
