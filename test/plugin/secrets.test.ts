import assert from "node:assert/strict";
import { withMarks, withoutMarks } from "../../plugin/secrets";

const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("marks of secrets", () => {
  const plain: readonly { readonly name: string; readonly from: unknown; readonly to: unknown }[] = [
    { name: "a plain value stays", from: { a: [1, "b", null] }, to: { a: [1, "b", null] } },
    { name: "a secret is its value", from: { a: secret("x") }, to: { a: "x" } },
    {
      name: "one in a list in an object",
      from: { a: [{ b: secret({ c: 1 }) }] },
      to: { a: [{ b: { c: 1 } }] },
    },
    { name: "a secret in a secret", from: secret(secret(1)), to: 1 },
  ];
  for (const { name, from, to } of plain) it(`go: ${name}`, () => assert.deepEqual(withoutMarks(from), to));

  it("come back on every value that held one", () =>
    assert.deepEqual(withMarks({ a: "x", b: ["y"], c: 1 }, { a: secret("x"), b: [secret("y")], c: 1 }), {
      a: secret("x"),
      b: secret(["y"]),
      c: 1,
    }));
});
