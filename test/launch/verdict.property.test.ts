import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { all, any, met, unknown, unmet, type Verdict } from "../../launch/verdict";

const verdicts = fc.array(fc.constantFrom(met("m"), unmet("u"), unknown("?")), { maxLength: 6 });

const isOf = (verdict: Verdict): Verdict["is"] => verdict.is;

describe("verdict logic, for any list", () => {
  it("does not depend on the order", () => {
    fc.assert(
      fc.property(verdicts, (list) => {
        const reversed = [...list].reverse();
        assert.equal(isOf(all(list)), isOf(all(reversed)));
        assert.equal(isOf(any(list)), isOf(any(reversed)));
      }),
    );
  });

  it("turning one verdict into unknown never turns the whole around", () => {
    fc.assert(
      fc.property(verdicts, fc.nat(), (list, choice) => {
        const masked = list.map((verdict, index) =>
          index === choice % Math.max(list.length, 1) ? unknown("hidden") : verdict,
        );
        for (const join of [all, any]) {
          const before = isOf(join(list));
          const after = isOf(join(masked));
          assert.ok(
            after === before || after === "unknown" || before === "unknown",
            `${before} became ${after}`,
          );
          if (before === "unknown") assert.equal(after, "unknown");
        }
      }),
    );
  });

  it("grouping does not matter", () => {
    fc.assert(
      fc.property(verdicts, verdicts, (left, right) => {
        assert.equal(isOf(all([all(left), all(right)])), isOf(all([...left, ...right])));
        assert.equal(isOf(any([any(left), any(right)])), isOf(any([...left, ...right])));
      }),
    );
  });
});
