import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { causes } from "../../launch/failures/catalogue";
import { causePages, FOLDER } from "../../tools/cause-pages";
import { notes, type Note } from "../../tools/causes/notes";
import { repairOf, shownByRule } from "../../tools/causes/programs";
import { phraseOf, wordingsOf } from "../../tools/causes/wordings";

/** What people meet most: these pages say more than the catalogue does. */
const OFTEN = [
  "secrets-or-registry-auth-failed",
  "ecr-api-unreachable",
  "image-not-found",
  "image-architecture-mismatch",
  "log-group-missing",
  "secret-read-denied",
  "role-not-assumable",
  "exit-137",
  "load-balancer-health-check-failed",
  "essential-container-exited",
  "tasks-fail-to-start",
];

describe("docs/causes", () => {
  let pages: ReadonlyMap<string, string> = new Map();
  before(async () => (pages = await causePages()));
  const page = (id: string): string => pages.get(`${id}.md`) ?? "";

  it("is current: npm run docs", () => {
    assert.deepEqual(fs.readdirSync(FOLDER).sort(), [...pages.keys()].sort());
    for (const [name, text] of pages)
      assert.equal(fs.readFileSync(path.join(FOLDER, name), "utf8"), text, name);
  });

  it("has a page for every cause, and no other", () => {
    assert.deepEqual(
      [...pages.keys()].filter((name) => name !== "README.md").sort(),
      causes.map(({ id }) => `${id}.md`).sort(),
    );
  });

  it("lists every cause once, with the words that lead to it", () => {
    const listed = [...page("README").matchAll(/^- \[([\w-]+)\]\(([\w-]+)\.md\)/gm)];
    assert.deepEqual(listed.map(([, name]) => name).sort(), causes.map(({ id }) => id).sort());
    for (const [, name, target] of listed) assert.equal(name, target);
    for (const cause of causes)
      if (cause.patterns.length > 0) assert.ok(phraseOf(cause).length > 3, `${cause.id} has no words`);
  });

  it("has no link that leads nowhere", () => {
    for (const [name, text] of pages)
      for (const [link, target = ""] of text.matchAll(/\]\(([^)]*)\)/g)) {
        if (target.startsWith("https://")) continue;
        const [file = "", anchor] = target.split("#");
        const to = path.join(FOLDER, file === "" ? name : file);
        assert.ok(fs.existsSync(to), `${name}: ${link}`);
        if (anchor === undefined) continue;
        assert.match(fs.readFileSync(to, "utf8"), new RegExp(`^## ${anchor}$`, "m"), `${name}: ${link}`);
      }
  });

  for (const { id, rule, level, patterns, source } of causes) {
    it(`${id} says what happened, what to change, which rule finds it, and where that stands`, () => {
      const text = page(id);
      assert.match(text, new RegExp(`^# ${id}\\n\\n\\*\\*\\S`, "m"));
      assert.match(text, /^## What to change\n\n\S/m);
      assert.ok(rule === null || text.includes(`](../rules/${rule}.md)`), `it does not name ${rule ?? ""}`);
      assert.match(text, /^Source: .+, read 20\d\d-\d\d-\d\d\.$/m);
      assert.ok(text.includes(/https:\S+/.exec(source)?.[0] ?? source));
      assert.equal(
        text.includes("## What ECS says"),
        patterns.length > 0 || wordingsOf(id).length > 0 || level === "exit",
      );
      // Fields of a message stand in the catalogue's texts, never on a page.
      assert.doesNotMatch(text.replace(/^```[^]*?^```$/gm, ""), /\{\w+:/);
    });
  }

  it("tells a cause without a message of its own from those it shares one with", () => {
    for (const { id, level } of causes)
      if (level === "candidate") assert.match(page(id), /It may stand behind the message of \[/, id);
  });

  for (const id of shownByRule)
    it(`${id} shows what changes between the programs of its rule's page, in a few lines`, () => {
      const rule = causes.find((cause) => cause.id === id)?.rule ?? "";
      const repair = (repairOf(id, rule) ?? "").split("\n");
      assert.ok(repair.some((line) => /^[-+]/.test(line)));
      assert.ok(repair.length <= 20, `${repair.length} lines`);
    });

  describe("what was written by hand", () => {
    const read = (name: string): ReadonlyMap<string, Note> => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "causes-"));
      try {
        fs.writeFileSync(path.join(folder, name), "Look twice.\n\n## What to change\n\nLess.\n");
        return notes(folder);
      } finally {
        fs.rmSync(folder, { recursive: true });
      }
    };

    it("belongs to the cause it is named after", () => {
      assert.deepEqual(
        [...read("image-not-found.md")],
        [["image-not-found", { means: "Look twice.", change: "Less." }]],
      );
    });

    for (const name of ["image-gone.md", "image-not-found.txt"])
      it(`is not lost in silence: ${name}`, () => assert.throws(() => read(name), /belongs to no cause/));

    it("stands on its page, and helps with the causes people meet most", () => {
      const byHand = notes();
      for (const [id, { means = "", change = "" }] of byHand)
        for (const text of [means, change]) assert.ok(page(id).includes(text), id);
      for (const id of OFTEN) assert.ok((byHand.get(id)?.means ?? "").length > 200, id);
    });
  });
});
