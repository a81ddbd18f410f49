import * as assert from "node:assert/strict";
import type { Result } from "../../cli/report/result";
import { RULES } from "../../policies/registry";
import { withProgram } from "../cli/preview/support";
import { Ahead, judgeProgram, mandatory, stopsStart } from "../examples/judge-program";
import { readPage } from "./page";

/** Rules that a preview without an account can suspect at most; the others prove their broken program wrong. */
const NEVER_UNMET: ReadonlySet<string> = new Set(["log-group-exists", "launch-decided"]);

/** A hint that stands beside the finding it explains. */
const EXPLAINS: Readonly<Record<string, readonly string[]>> = {
  "roles-not-swapped": ["execution-role-can-pull"],
};

const REGION = "eu-west-1";

const SECTIONS = ["Broken", "Fixed"] as const;

describe("programs of the documentation", function () {
  this.timeout(300_000);
  const programs = RULES.flatMap(({ id }) => SECTIONS.map((section) => ({ id, section })));
  const runs = new Ahead(
    programs.map(
      ({ id, section }) =>
        async () =>
          run(readPage(id).program(section)),
    ),
  );

  const resultOf = async (id: string, section: (typeof SECTIONS)[number]): Promise<Result> => {
    const result = await runs.result(
      programs.findIndex((program) => program.id === id && program.section === section),
    );
    assert.ok(result.launches.length > 0, "the program makes no launch");
    assert.deepEqual(result.notJudged, []);
    return result;
  };

  for (const { id } of RULES) {
    it(`${id}: the broken program has its fault, and no other`, async () => {
      const result = await resultOf(id, "Broken");
      const own = result.findings.filter(({ rule }) => rule === id);
      const verdict = NEVER_UNMET.has(id) ? "unknown" : "unmet";
      assert.ok(
        own.some((finding) => finding.verdict === verdict),
        `no ${verdict} of ${id} in: ${text(result)}`,
      );
      const others = mandatory(result).filter((rule) => rule !== id);
      assert.deepEqual(others, EXPLAINS[id] ?? [], text(result));
    });

    it(`${id}: the fixed program has nothing of the kind, and nothing mandatory`, async () => {
      const result = await resultOf(id, "Fixed");
      assert.deepEqual(
        result.findings.filter(({ rule }) => rule === id),
        [],
        text(result),
      );
      assert.deepEqual([...stopsStart(result), ...mandatory(result)], [], text(result));
    });
  }
});

function run(program: string): Promise<Result> {
  return withProgram({ "index.ts": program }, (directory) => judgeProgram(directory, { region: REGION }));
}

const text = ({ findings }: Result): string =>
  findings.map(({ rule, verdict, message }) => `${rule} ${verdict}: ${message}`).join("\n");
