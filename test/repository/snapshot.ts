import * as assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/** Compares with `<name>.snap.json` beside this file; `UPDATE_SNAPSHOTS=1` writes it anew, for review in the diff. */
export function assertSnapshot(name: string, value: unknown): void {
  const file = path.join(__dirname, `${name}.snap.json`);
  const text = JSON.stringify(value, undefined, 2) + "\n";
  if (process.env["UPDATE_SNAPSHOTS"] === "1") writeFileSync(file, text);
  assert.ok(existsSync(file), `${name}.snap.json is missing: run with UPDATE_SNAPSHOTS=1`);
  assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(file, "utf8")));
}
