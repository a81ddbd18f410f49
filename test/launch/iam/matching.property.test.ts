import assert from "node:assert/strict";
import fc from "fast-check";
import { Unknown } from "../../../launch/known";
import { encodePattern, matchWildcards } from "../../../launch/iam/matching";
import { encodeText, type Text } from "../../../launch/iam/text";

const open = new Unknown("hidden");
const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 8 });

/** The definition of `*` and `?`, word for word and as slow as that. */
function matches(wanted: string, given: string): boolean {
  if (wanted === "") return given === "";
  if (wanted.startsWith("*"))
    return matches(wanted.slice(1), given) || (given !== "" && matches(wanted, given.slice(1)));
  return (
    given !== "" && (wanted[0] === "?" || wanted[0] === given[0]) && matches(wanted.slice(1), given.slice(1))
  );
}

/** Every text of up to three of the letters. */
const words = ["", "a", "b", ":"]
  .flatMap((one) => ["", "a", "b", ":"].map((two) => one + two))
  .flatMap((start) => ["", "a", "b", ":"].map((end) => start + end));

describe("matchWildcards (properties)", () => {
  it("agrees with a matcher made of the definition", () => {
    fc.assert(
      fc.property(pattern, text, (wanted, given) => {
        assert.equal(matchWildcards(encodePattern(wanted), given, open), matches(wanted, given));
      }),
      { numRuns: 2000 },
    );
  });

  it("answers for every text that an unknown part may turn out to be", () => {
    fc.assert(
      fc.property(pattern, text, text, (wanted, before, after) => {
        const given: Text = [before, open, after];
        const truth = matchWildcards(encodePattern(wanted), encodeText(given), open);
        if (truth instanceof Unknown) return;
        const isField = before.endsWith(":") && after.startsWith(":");
        const candidates = isField ? words.filter((word) => !word.includes(":")) : words;
        for (const word of candidates) assert.equal(matches(wanted, before + word + after), truth);
      }),
      { numRuns: 500 },
    );
  });
});
