import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import data from "../../../cli/preview/data/output-forms.json";
import { Placeholders } from "../../../cli/preview/placeholder";
import { withTexts } from "../../../cli/preview/second-pass";
import { BOTH, StandIns } from "../../../cli/preview/stand-ins";
import { readProperties } from "../../../cli/preview/values";
import { isUnknown, Unknown, UnknownJson, UnknownOutput, UnknownText } from "../../../launch/known";
import { resource, urnOf } from "../../support/stack";

const RESOURCES = Object.entries(data.forms).map(([type, forms], index) => ({
  type,
  urn: urnOf(type, `r${index}`),
  properties: Object.keys(forms),
}));

/** An output that the program puts into its text. */
interface Put {
  readonly urn: string;
  readonly type: string;
  readonly property: string;
}

/** A text as the program makes it. */
type Part = string | Put;
class Text {
  constructor(readonly parts: readonly Part[]) {}
}

const put: fc.Arbitrary<Put> = fc
  .constantFrom(...RESOURCES)
  .chain(({ type, urn, properties }) =>
    fc.constantFrom(...properties).map((property) => ({ type, urn, property })),
  );
// What stands between outputs: a program would hardly write what a lost value looks like.
const words = fc
  .string({ maxLength: 12 })
  .filter((text) => !/undefined|null|NaN|\[object |standin|mockup|^\s*[[{]/.test(text));
const text = fc.array(fc.oneof(words, put), { maxLength: 4 }).map((parts) => new Text(parts));
const { content } = fc.letrec((tie) => ({
  content: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), tie("list"), tie("object")),
  list: fc.array(tie("content"), { maxLength: 4 }),
  object: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie("content"), { maxKeys: 4 }),
}));

/** What the program makes of the content when outputs come out as `valueOf` says. */
function build(value: unknown, valueOf: (put: Put) => string): unknown {
  if (value instanceof Text)
    return value.parts.map((part) => (typeof part === "string" ? part : valueOf(part))).join("");
  if (Array.isArray(value)) return value.map((element) => build(element, valueOf));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, build(element, valueOf)]));
}

/** What one run with stand-ins makes of it. */
function runWith(standIns: StandIns, value: unknown): unknown {
  const outputs = new Map(RESOURCES.map(({ urn, type }) => [urn, standIns.outputsOf(urn, type)]));
  const made = build(value, ({ urn, property }) => outputs.get(urn)?.[property] ?? "");
  const reading = {
    placeholders: new Placeholders(),
    secrets: new Set<string>(),
    standIns,
    because: () => "",
  };
  return readProperties({ text: JSON.stringify(made) }, {}, reading)["text"];
}

/** Every place of the content with what must be seen there: text, or the outputs that it is made of. */
function places(value: unknown, at = ""): (readonly [string, unknown])[] {
  if (value instanceof Text) {
    const parts = value.parts.filter((part) => part !== "");
    return [[at, parts.every((part) => typeof part === "string") ? parts.join("") : joined(parts)]];
  }
  if (Array.isArray(value)) return value.flatMap((element, index) => places(element, `${at}/${index}`));
  if (value !== null && typeof value === "object" && !isUnknown(value))
    return Object.entries(value).flatMap(([key, element]) => places(element, `${at}/${key}`));
  return [[at, value instanceof UnknownText || value instanceof UnknownOutput ? seen(value) : value]];
}

function joined(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : nameOf(part))).join("");
}

function seen(value: UnknownText | UnknownOutput): string {
  const parts = value instanceof UnknownOutput ? [value] : value.parts;
  return parts
    .map((part) => (part instanceof UnknownOutput ? nameOf(part) : isUnknown(part) ? "?" : part))
    .join("");
}

/** Properties of one form, such as `name` and `id` of a log group, are one value. */
function nameOf({ urn, property }: { urn: string; property: string }): string {
  const { type = "" } = RESOURCES.find((one) => one.urn === urn) ?? {};
  return `<${urn} ${formOf(type, property)}>`;
}

const formOf = (type: string, property: string): string =>
  (data.forms as Record<string, Record<string, string>>)[type]?.[property] ?? "";

describe("the second pass (properties)", () => {
  const seenOf = (value: unknown): unknown => {
    const first = resource({
      type: "aws:ecs/taskDefinition:TaskDefinition",
      name: "task",
      inputs: { text: new Unknown("it holds outputs") },
    });
    const runs = BOTH.map((variant) => [
      { ...first, inputs: { text: runWith(new StandIns(variant), value) } },
    ]);
    return withTexts([first], [runs[0] ?? [], runs[1] ?? []])[0]?.inputs["text"];
  };

  it("shows all that a program puts into a JSON text, and every output in its place", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ a: content, b: text }), { minLength: 1, maxLength: 3 }), (value) => {
        const found = seenOf(value);
        const shown: unknown = found instanceof UnknownJson ? found.content : value;
        const hasOutputs = places(value).some(
          ([, place]) => typeof place === "string" && place.includes("<urn:"),
        );
        if (hasOutputs) assert.ok(found instanceof UnknownJson);
        assert.deepEqual(places(shown), places(value));
      }),
    );
  });

  it("takes nothing for known that hangs on an output", () => {
    const changes: readonly ((text: string) => unknown)[] = [
      (value) => value.length,
      (value) => value.toUpperCase(),
      (value) => Array.from(value).reverse().join(""),
      (value) => value.slice(1),
      (value) => value.slice(0, -1),
      (value) => value.charCodeAt(0),
      (value) => value.at(-1),
      (value) => value[4],
      (value) => Array.from(value).sort()[3],
      (value) => Buffer.from(value).toString("base64"),
      (value) => `a name of at most ten: ${value.slice(0, 10)}`,
    ];
    const plain = put.filter(({ type, property }) => formOf(type, property) === "{token}");
    fc.assert(
      fc.property(plain, fc.constantFrom(...changes), (one, change) => {
        const runs = BOTH.map((variant) => {
          const standIns = new StandIns(variant);
          const value = standIns.outputsOf(one.urn, one.type)[one.property] ?? "";
          const reading = {
            placeholders: new Placeholders(),
            secrets: new Set<string>(),
            standIns,
            because: () => "",
          };
          const made = JSON.stringify([{ kept: value, changed: change(value) }]);
          return [resource({ type: "t", name: "n", inputs: readProperties({ text: made }, {}, reading) })];
        });
        const first = resource({ type: "t", name: "n", inputs: { text: new Unknown("it holds outputs") } });
        const [{ inputs } = first] = withTexts([first], [runs[0] ?? [], runs[1] ?? []]);
        const found = inputs["text"];
        assert.ok(found instanceof UnknownJson);
        const [{ changed } = { changed: undefined }] = found.content as { changed: unknown }[];
        assert.ok(isUnknown(changed), String(changed));
      }),
    );
  });
});
