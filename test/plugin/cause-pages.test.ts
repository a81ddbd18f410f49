import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { causes } from "../../launch/failures/catalogue";
import { causePages, FOLDER } from "../../tools/cause-pages";

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
});
