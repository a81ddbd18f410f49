import * as assert from "node:assert/strict";
import { all, any, met, unknown, unmet, type Verdict } from "../../launch/verdict";

const of = { met: met("m"), unmet: unmet("u"), unknown: unknown("?") } as const;
type Is = Verdict["is"];

/** Kleene's strong logic. */
const table: readonly { a: Is; b: Is; all: Is; any: Is }[] = [
  { a: "met", b: "met", all: "met", any: "met" },
  { a: "met", b: "unmet", all: "unmet", any: "met" },
  { a: "met", b: "unknown", all: "unknown", any: "met" },
  { a: "unmet", b: "unmet", all: "unmet", any: "unmet" },
  { a: "unmet", b: "unknown", all: "unmet", any: "unknown" },
  { a: "unknown", b: "unknown", all: "unknown", any: "unknown" },
];

describe("verdict", () => {
  for (const { a, b, all: conjunction, any: disjunction } of table) {
    it(`${a} and ${b} is ${conjunction}, ${a} or ${b} is ${disjunction}, in either order`, () => {
      for (const pair of [
        [of[a], of[b]],
        [of[b], of[a]],
      ]) {
        assert.equal(all(pair).is, conjunction);
        assert.equal(any(pair).is, disjunction);
      }
    });
  }

  it("nothing asked is met, nothing offered is unmet", () => {
    assert.equal(all([]).is, "met");
    assert.equal(any([]).is, "unmet");
  });

  it("keeps the reasons of what stays unknown, and the first suspicion", () => {
    const joined = all([unknown("a"), unknown("b", "s"), met("m"), unknown("a")]);
    assert.deepEqual(joined, unknown("a; b", "s"));
  });

  it("an unmet part is the reason for the whole", () => {
    assert.deepEqual(all([met("m"), unmet("why"), unknown("?")]), unmet("why"));
  });
});
