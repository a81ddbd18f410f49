import assert from "node:assert/strict";
import { BlockList, isIPv6 } from "node:net";
import fc from "fast-check";
import { inRange } from "../../../launch/iam/ip-range";

const version4 = fc
  .tuple(fc.constantFrom("10", "11"), fc.nat(3), fc.nat(255), fc.nat(255))
  .map((parts) => parts.join("."));
const version6 = fc.constantFrom(
  "2001:db8::1",
  "2001:DB8::",
  "2001:db8:1::ff",
  "::1",
  "fe80::1:2:3:4",
  "2001:db8:0:0:0:0:0:1",
);

describe("inRange (properties)", () => {
  it("agrees with Node's block list", () => {
    const pairs = fc.oneof(
      fc.tuple(version4, version4, fc.nat(32)),
      fc.tuple(version6, version6, fc.nat(128)),
    );
    fc.assert(
      fc.property(pairs, ([address, network, length]) => {
        const family = isIPv6(network) ? "ipv6" : "ipv4";
        const list = new BlockList();
        list.addSubnet(network, length, family);
        assert.equal(inRange(address, `${network}/${String(length)}`), list.check(address, family));
      }),
      { numRuns: 1000 },
    );
  });

  for (const [address, range] of [
    ["10.0.0.1", "10.0.0.0/33"],
    ["10.0.0.1", "10.0.0/8"],
    ["10.0.0.256", "10.0.0.0/8"],
    ["::1", "0.0.0.0/0"],
    ["1::2::3", "::/0"],
    ["10.0.0.1", ""],
  ] as const)
    it(`\`${address}\` is not in \`${range}\``, () => {
      assert.equal(inRange(address, range), false);
    });
});
