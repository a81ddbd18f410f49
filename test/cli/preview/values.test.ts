import assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import { Placeholders } from "../../../cli/preview/placeholder";
import { readProperties, type Reading, SECRET, SIGNATURE, UNKNOWN } from "../../../cli/preview/values";

const ROLE = "urn:pulumi:dev::shop::aws:iam/role:Role::exec";
const because = (from: readonly string[]): string => `from ${from.join()}`;
const secret = (value: unknown): unknown => ({ [SIGNATURE]: SECRET, value });
const signed = (signature: string, rest: object): unknown => ({ [SIGNATURE]: signature, ...rest });
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";

const placeholders = new Placeholders();
const standIn = placeholders.make("nobody said");
const list = placeholders.makeList("nobody counted");

const cases: readonly { name: string; wire: unknown; plain: unknown; secrets?: readonly string[] }[] = [
  { name: "an unknown", wire: UNKNOWN, plain: new Unknown(because([ROLE]), [ROLE]) },
  { name: "an unknown inside text", wire: `arn:${UNKNOWN}/x`, plain: new Unknown(because([ROLE]), [ROLE]) },
  {
    name: "an unknown in a list leaves its neighbours known",
    wire: ["a", UNKNOWN],
    plain: ["a", new Unknown(because([ROLE]), [ROLE])],
  },
  { name: "a stand-in", wire: `x-${standIn}`, plain: new Unknown("nobody said", [ROLE]) },
  { name: "a stand-in in capitals", wire: standIn.toUpperCase(), plain: new Unknown("nobody said", [ROLE]) },
  { name: "a list of unknown length", wire: list, plain: new Unknown("nobody counted", [ROLE]) },
  {
    name: "a list with more than such a list",
    wire: ["a", ...list],
    plain: ["a", new Unknown("nobody counted", [ROLE])],
  },
  { name: "a secret", wire: secret("pa55"), plain: "pa55", secrets: ["pa55"] },
  { name: "a secret unknown", wire: secret(UNKNOWN), plain: new Unknown(because([ROLE]), [ROLE]) },
  {
    name: "a secret object",
    wire: secret({ a: ["pa55", 3], b: "" }),
    plain: { a: ["pa55", 3], b: "" },
    secrets: ["pa55"],
  },
  { name: "a secret document", wire: secret('{"p":"pa55"}'), plain: '{"p":"pa55"}' },
  {
    name: "secret text that only looks like a document",
    wire: secret("{pa55"),
    plain: "{pa55",
    secrets: ["{pa55"],
  },
  {
    name: "an unknown output value names its own sources",
    wire: signed(OUTPUT, { dependencies: ["urn:a"] }),
    plain: new Unknown("from urn:a", ["urn:a"]),
  },
  {
    name: "a known secret output value",
    wire: signed(OUTPUT, { value: "pa55", secret: true }),
    plain: "pa55",
    secrets: ["pa55"],
  },
  { name: "a reference to a component is its URN", wire: signed(RESOURCE, { urn: "urn:c" }), plain: "urn:c" },
  {
    name: "a reference to a resource is its id",
    wire: signed(RESOURCE, { urn: "urn:r", id: "r-1" }),
    plain: "r-1",
  },
  {
    name: "a reference to a resource without id",
    wire: signed(RESOURCE, { urn: "urn:r", id: "" }),
    plain: new Unknown("from urn:r", ["urn:r", ROLE]),
  },
  { name: "an asset", wire: signed(ASSET, { path: "./app.env" }), plain: { path: "./app.env" } },
  {
    name: "zero, false and empty text stay",
    wire: { a: 0, b: false, c: "" },
    plain: { a: 0, b: false, c: "" },
  },
];

describe("a property on the wire", () => {
  for (const { name, wire, plain, secrets = [] } of cases) {
    it(name, () => {
      const reading: Reading = { placeholders, secrets: new Set(), because };
      assert.deepEqual(readProperties({ p: wire }, { p: [ROLE] }, reading), { p: plain });
      assert.deepEqual([...reading.secrets], secrets);
    });
  }
});
