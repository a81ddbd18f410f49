import * as ipaddr from "ipaddr.js";

/** A range of addresses, read; `undefined` when the text is none. */
export type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

export function parseRange(text: string): Range | undefined {
  try {
    const [address, bits] = ipaddr.parseCIDR(
      text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`,
    );
    return [address, bits];
  } catch {
    return undefined;
  }
}

export const isIpv6 = (range: Range): boolean => range[0].kind() === "ipv6";

/** Whether every address of `inner` is in `outer`. */
export function covers(outer: Range, inner: Range): boolean {
  return outer[1] <= inner[1] && isIn(inner[0], outer);
}

/** Whether the two have an address in common. */
export function overlap(left: Range, right: Range): boolean {
  return covers(left, right) || covers(right, left);
}

/**
 * Ranges in which no public address lies.
 * https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const PRIVATE: readonly Range[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "127.0.0.0/8",
].map((text) => ipaddr.parseCIDR(text));

/** Whether no public address lies in the range. */
export function isPrivate(range: Range): boolean {
  return isIpv6(range)
    ? ["uniqueLocal", "linkLocal", "loopback"].includes(range[0].range())
    : PRIVATE.some((outer) => covers(outer, range));
}

/** Whether the range is the whole of IPv4. */
export const isEverywhere = (range: Range): boolean => !isIpv6(range) && range[1] === 0;

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Range): boolean {
  return address.kind() === network.kind() && address.match([network, bits] as never);
}
