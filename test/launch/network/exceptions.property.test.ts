import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import type { NetworkAnswer } from "../../../launch/network/result";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "./network";
import { added, answersOf, EVERYWHERE, reachingStacks } from "./reaching";

/** A network ACL on every subnet that lets all pass, with one more rule that denies HTTPS out. */
const denies = (ruleNumber: number): readonly ResourceSpec[] => {
  const all = { action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: EVERYWHERE };
  return [
    net.ec2("NetworkAcl", "acl", {
      vpcId: net.inVpc,
      subnetIds: ["a", "b", "c"].map((name) => outputOf(net.SUBNET, name)),
      egress: [{ ...all, ruleNo: 100 }],
      ingress: [{ ...all, ruleNo: 100 }],
    }),
    net.ec2("NetworkAclRule", "deny", {
      networkAclId: outputOf(net.ACL, "acl"),
      egress: true,
      ruleNumber,
      ruleAction: "deny",
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlock: EVERYWHERE,
    }),
  ];
};

const routes = (destinationCidrBlock: string): ResourceSpec[] =>
  ["private", "public"].map((table) => ({
    type: net.ROUTE,
    name: `more-of-${table}`,
    inputs: { routeTableId: outputOf(net.TABLE, table), destinationCidrBlock, transitGatewayId: "tgw-1" },
  }));

/** Launches that reach all they need, before and after an addition. */
function after(addition: readonly ResourceSpec[], check: (answers: readonly NetworkAnswer[]) => void): void {
  fc.assert(
    fc.property(reachingStacks, (stack) => {
      fc.pre(answersOf(stack).every(({ verdict }) => verdict.is === "met"));
      check(answersOf(added(stack, ...addition)));
    }),
    { numRuns: 100, maxSkipsPerRun: 1000 },
  );
}

const verdictsOf = (answers: readonly NetworkAnswer[]): string[] => answers.map(({ verdict }) => verdict.is);

describe("what may break a path that was there", () => {
  it("a deny before the rule that allows: certainly", () => {
    after(denies(50), (answers) => {
      assert.ok(verdictsOf(answers).includes("unmet"), JSON.stringify(answers, undefined, 2));
    });
  });

  it("a deny after the rule that allows: nothing", () => {
    after(denies(150), (answers) => {
      assert.deepEqual(new Set(verdictsOf(answers)), new Set(["met"]));
    });
  });

  // AWS does not say which public addresses a service has: whether the range holds one of them is not known.
  it("a more specific route for a part of the internet: what goes there is not known", () => {
    const seen = new Set<string>();
    after(routes("52.0.0.0/8"), (answers) => {
      for (const is of verdictsOf(answers)) seen.add(is);
      assert.ok(!verdictsOf(answers).includes("unmet"), JSON.stringify(answers, undefined, 2));
    });
    assert.ok(seen.has("unknown"), "no launch went over the tables");
  });

  it("a more specific route for private addresses: nothing", () => {
    after(routes("10.9.0.0/16"), (answers) => {
      assert.deepEqual(new Set(verdictsOf(answers)), new Set(["met"]));
    });
  });
});
