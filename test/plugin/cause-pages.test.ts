import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { causes } from "../../launch/failures/catalogue";
import { causePages, FOLDER, handWritten } from "../../tools/cause-pages";

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
  it("is current: npx ts-node -T tools/cause-pages.ts", async () => {
    const pages = await causePages();
    assert.deepEqual(fs.readdirSync(FOLDER).sort(), [...pages.keys()].sort());
    for (const [name, text] of pages)
      assert.equal(fs.readFileSync(path.join(FOLDER, name), "utf8"), text, name);
  });

  it("has every cause once, and no link that leads nowhere", async () => {
    const pages = await causePages();
    const anchors = new Map(
      [...pages].map(([name, text]) => [name, [...text.matchAll(/^## (\S+)$/gm)].map(([, id = ""]) => id)]),
    );
    assert.deepEqual([...anchors.values()].flat().sort(), causes.map(({ id }) => id).sort());
    for (const [name, text] of pages)
      for (const [link, file = "", anchor = ""] of text.matchAll(/\]\((\w+\.md)#([\w-]+)\)/g))
        assert.ok(anchors.get(file)?.includes(anchor), `${name}: ${link}`);
  });

  describe("what was written by hand", () => {
    const read = (page: string): ReadonlyMap<string, string> => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "causes-"));
      try {
        fs.writeFileSync(path.join(folder, "image.md"), page);
        return handWritten(folder);
      } finally {
        fs.rmSync(folder, { recursive: true });
      }
    };
    const note = "<!-- by hand -->\n\nLook twice.\n\n<!-- end by hand -->\n";

    it("belongs to the cause it stands under", () => {
      const page = `# Image\n\n## image-not-found\n\n${note}\n## exit-1\n\nNothing.\n`;
      assert.deepEqual([...read(page)], [["image-not-found", "Look twice."]]);
    });

    const lost = [
      { name: "under a cause that is no more", page: `## image-gone\n\n${note}` },
      { name: "without its end", page: "## image-not-found\n\n<!-- by hand -->\n\nLook twice.\n" },
      { name: "twice under one cause", page: `## image-not-found\n\n${note}${note}` },
    ];
    for (const { name, page } of lost)
      it(`is not lost in silence ${name}`, () => assert.throws(() => read(page), /hand-written/));

    it("helps with the causes people meet most", () => {
      for (const id of OFTEN) assert.ok((handWritten().get(id) ?? "").length > 200, id);
    });
  });
});
