import { Unknown } from "../../../launch/known";
import type { Stack, StackResource } from "../../../policies/stack";
import * as net from "./network";

/**
 * Walks single packets through a generated network, address by address. Slow, and written apart from the judge: it
 * knows nothing of ranges, only whether one address is in one.
 */
export class Walker {
  constructor(private readonly stack: Stack) {}

  /** Does a task in this subnet reach the service? `undefined`: it depends on what the program does not say. */
  reaches(
    subnet: string,
    service: string,
    groups: readonly string[],
    publicIp: boolean,
  ): boolean | undefined {
    const outcomes = new Set(PUBLIC.map((address) => this.walk(subnet, service, groups, publicIp, address)));
    return outcomes.size === 1 ? [...outcomes][0] : undefined;
  }

  private walk(
    subnet: string,
    service: string,
    groups: readonly string[],
    publicIp: boolean,
    address: string,
  ): boolean | undefined {
    const from = `10.0.${this.number(subnet)}.77`;
    const endpoint = this.all(net.ENDPOINT).find(({ name }) => name === service);
    if (endpoint?.inputs["privateDnsEnabled"] === true) {
      if (this.all(net.VPC)[0]?.inputs["enableDnsHostnames"] !== true) return false;
      const own = endpoint.inputs["securityGroupIds"] === undefined ? [] : ["endpoints"];
      const there = "10.0.1.200";
      // The VPC's default group admits only itself.
      return (
        this.passes(groups, "egress", there, own) &&
        own.length > 0 &&
        this.passes(own, "ingress", from, groups)
      );
    }
    if (!this.passes(groups, "egress", address, [], service)) return false;
    if (service === "s3" && this.listsOf(endpoint).includes(this.tableOf(subnet) ?? "")) return true;
    return this.route(subnet, address, publicIp, []);
  }

  /** Longest prefix first. */
  private route(
    subnet: string,
    address: string,
    publicIp: boolean,
    seen: readonly string[],
  ): boolean | undefined {
    const table = this.all(net.TABLE).find(({ name }) => name === this.tableOf(subnet));
    const routes = (table?.inputs["routes"] ?? []) as readonly Readonly<Record<string, unknown>>[];
    const fitting = routes.filter(({ cidrBlock }) => isIn(address, String(cidrBlock)));
    const best = [...fitting].sort((a, b) => bits(String(b["cidrBlock"])) - bits(String(a["cidrBlock"])));
    const [route] = best;
    // Nothing leads there; a private network behind a gateway may answer for the name instead.
    if (route === undefined) return routes.length === 0 ? false : undefined;
    if (best.filter(({ cidrBlock }) => cidrBlock === route["cidrBlock"]).length > 1) return undefined;
    if (route["gatewayId"] !== undefined) {
      const attached = this.all(net.IGW)[0]?.inputs["vpcId"] !== undefined;
      return attached && publicIp;
    }
    if (route["natGatewayId"] === undefined || seen.includes("nat"))
      return seen.includes("nat") ? false : undefined;
    const own = this.all(net.NAT)[0]?.inputs["subnetId"];
    return own instanceof Unknown ? this.route(nameIn(own), address, true, [...seen, "nat"]) : undefined;
  }

  private passes(
    groups: readonly string[],
    direction: "egress" | "ingress",
    address: string,
    theirs: readonly string[],
    service = "",
  ): boolean {
    return groups.some((name) => {
      const group = this.all(net.GROUP).find((each) => each.name === name);
      const rules = (group?.inputs[direction] ?? []) as readonly Readonly<Record<string, unknown>>[];
      return rules.some((rule) => {
        const isOpen = rule["protocol"] === "-1" || (rule["protocol"] === "tcp" && rule["fromPort"] === 443);
        if (!isOpen) return false;
        const named = (rule["securityGroups"] ?? []) as readonly Unknown[];
        const ranges = (rule["cidrBlocks"] ?? []) as readonly string[];
        return (
          ranges.some((range) => isIn(address, range)) ||
          named.some((each) => theirs.includes(nameIn(each))) ||
          (rule["self"] === true && theirs.includes(name)) ||
          (rule["prefixListIds"] !== undefined &&
            service === "s3" &&
            this.all(net.ENDPOINT).some((each) => each.name === "s3"))
        );
      });
    });
  }

  private tableOf(subnet: string): string | undefined {
    const association = this.all(net.ASSOCIATION).find(({ name }) => name === `to-${subnet}`);
    const table = association?.inputs["routeTableId"];
    return table instanceof Unknown ? nameIn(table) : undefined;
  }

  private listsOf(endpoint: StackResource | undefined): string[] {
    return ((endpoint?.inputs["routeTableIds"] ?? []) as readonly Unknown[]).map(nameIn);
  }

  private number(subnet: string): number {
    return subnet.charCodeAt(0) - 96;
  }

  private all(type: string): readonly StackResource[] {
    return this.stack.resources.filter((each) => each.type === type);
  }
}

/** Addresses that AWS services have had, in different parts of the space. */
const PUBLIC = ["52.94.5.10", "3.5.140.2", "18.200.1.9", "176.32.100.4"];

const nameIn = (value: Unknown): string => value.from[0]?.split("::").at(-1) ?? "";

const bits = (range: string): number => Number(range.split("/")[1]);

function isIn(address: string, range: string): boolean {
  const value = (text: string): number => text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - bits(range));
  return Math.floor(value(address) / size) === Math.floor(value(range.split("/")[0] ?? "") / size);
}
