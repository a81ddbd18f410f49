import * as assert from "node:assert/strict";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import * as path from "node:path";
import { STAGES } from "../../launch/launch";
import * as registry from "../../policies/registry";
import type { Rule } from "../../policies/rule";
import schema from "../../schema/result.schema.json";
import { readPage, RULE_PAGES } from "../docs/page";
import { assertSnapshot } from "./snapshot";

const ROOT = path.join(__dirname, "../..");
const RULE_FILES = path.join(ROOT, "policies/rules");
const MOST_LINES = 250;

/** Cases that cannot be written: the summary of unknowns is never unmet, and the hint asks for nothing it does not know. */
const IMPOSSIBLE: Readonly<Record<string, readonly string[]>> = {
  "launch-decided": ["unmet"],
  "roles-not-swapped": ["unknown"],
};

const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

const read = (...parts: string[]): string => readFileSync(path.join(ROOT, ...parts), "utf8");

describe("shape of the repository", () => {
  const { RULES } = registry;
  const ids = RULES.map(({ id }) => id).sort();

  it("each rule file is registered, documented and tested, and nothing else is", () => {
    assert.deepEqual(namesIn(RULE_FILES, ".ts"), ids);
    assert.deepEqual(namesIn(RULE_PAGES, ".md"), ids);
    assert.deepEqual(namesIn(path.join(ROOT, "test/policies/rules"), ".test.ts"), ids);
    assert.equal(new Set(ids).size, ids.length);
  });

  it("the ids are the ones that users rely on", () => {
    assertSnapshot("rule-ids", ids);
  });

  it("the rule that sums up the others comes last", () => {
    assert.deepEqual(
      RULES.filter((rule) => "summarise" in rule),
      [RULES.at(-1)],
    );
  });

  for (const rule of RULES) {
    describe(rule.id, () => {
      it("has a kebab-case id, and a constant of that name in the file of that name", () => {
        assert.match(rule.id, /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
        const name = rule.id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
        assert.match(
          read("policies/rules", `${rule.id}.ts`),
          new RegExp(`^export const ${name}: Rule = {$`, "m"),
        );
      });

      it("says what, why, what to change, and where that stands", () => {
        checkMetadata(rule);
      });

      it("is short", () => {
        const lines = read("policies/rules", `${rule.id}.ts`).split("\n");
        const written = lines.filter((line) => line.trim() !== "").length;
        assert.ok(written <= MOST_LINES, `${written} lines; the missing thing is a helper in the model`);
      });

      it("has a page with every section, whose links lead somewhere", () => {
        checkPage(rule.id);
      });

      it("is tested with cases of each verdict", () => {
        const cases = read("test/policies/rules", `${rule.id}.test.ts`);
        const has = (verdict: string): boolean => new RegExp(`["\`]${verdict}\\b`).test(cases);
        const missing = ["met", "unmet", "unknown"].filter(
          (verdict) => !has(verdict) && !(verdict === "unmet" && cases.includes("suspects:")),
        );
        assert.deepEqual(missing, IMPOSSIBLE[rule.id] ?? []);
      });
    });
  }

  it("the fields of the command's JSON are the published ones", () => {
    assertSnapshot("result-fields", fieldsOf(schema, ""));
  });

  it("each file of AWS facts says where they stand and when they were read", () => {
    const folder = path.join(ROOT, "launch/data");
    const files = namesIn(folder, ".json");
    assert.ok(files.length > 0);
    for (const file of files) {
      const facts = JSON.parse(read("launch/data", `${file}.json`)) as Facts;
      assert.match(facts.read ?? "", /^20\d\d-\d\d-\d\d$/, file);
      assert.ok(
        new Date(facts.read ?? "").getTime() <= Date.now() + 86_400_000,
        `${file} is read in the future`,
      );
      const sources =
        facts.source === undefined ? (facts.causes ?? [{}]).map(({ source }) => source) : [facts.source];
      for (const source of sources)
        assert.ok(source !== undefined && source.length > 0, `${file} has no source`);
    }
  });
});

interface Facts {
  readonly source?: string | readonly string[];
  readonly read?: string;
  readonly causes?: readonly { readonly source?: string }[];
}

function checkMetadata(rule: Rule): void {
  for (const text of [rule.title, rule.why, rule.remedy]) assert.match(text, /^\S.{10,}\S$/s);
  assert.doesNotMatch(rule.title, /\.$/);
  for (const sentence of [rule.why, rule.remedy]) assert.match(sentence, /\.$/);
  assert.ok(rule.sources.length > 0);
  for (const source of rule.sources) assert.match(source, /^https:\/\/[^\s]+$/);
  assert.ok(STAGES.includes(rule.stage));
  if (rule.kind === "start")
    assert.ok(rule.stoppedReasons.length > 0, "ECS answers something when a start fails");
  for (const reason of rule.stoppedReasons) assert.match(reason, /^\S.*\S$/);
}

function checkPage(id: string): void {
  const page = readPage(id);
  assert.equal(page.title, id);
  const optional = new Set(["What stays unknown", "See also"]);
  assert.deepEqual(
    page.headings.filter((heading) => !optional.has(heading)),
    ["Why", "Broken", "Fixed", "When not to use it"],
  );
  assert.notEqual(page.program("Broken"), page.program("Fixed"));
  for (const [, target = ""] of page.text.matchAll(/\]\(([^)#]+)\)/g)) {
    if (target.startsWith("https://")) continue;
    assert.ok(existsSync(path.join(RULE_PAGES, target)), `${id}.md links to ${target}`);
  }
}

interface Schema {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly $ref?: string;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Each field by its path, with what may stand there. */
function fieldsOf(part: Schema, at: string): Record<string, unknown> {
  const name = part.$ref?.replace("#/definitions/", "");
  const resolved = name === undefined ? part : (schema.definitions as Readonly<Record<string, Schema>>)[name];
  assert.ok(resolved, `${at} leads to no definition`);
  const { properties, items, oneOf } = resolved;
  if (oneOf !== undefined)
    return Object.assign({}, ...oneOf.map((choice) => fieldsOf(choice, at))) as Record<string, unknown>;
  if (items !== undefined) return fieldsOf(items, `${at}[]`);
  if (properties === undefined) return { [at]: resolved.const ?? resolved.enum ?? resolved.type };
  return Object.assign(
    {},
    ...Object.entries(properties).map(([key, value]) => fieldsOf(value, at === "" ? key : `${at}.${key}`)),
  ) as Record<string, unknown>;
}
