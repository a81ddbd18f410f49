import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import type { Result } from "../../cli/report/result";
import { withProgram } from "../cli/preview/support";
import { judgeProgram, stopsStart } from "../examples/judge-program";

const ROOT = path.join(__dirname, "../..");
const PAGE = readFileSync(path.join(ROOT, "docs/execution-role.md"), "utf8");
const [, PROGRAM = ""] = /^```ts\n([^]*?)^```$/m.exec(PAGE) ?? [];

const preview = (program: string): Promise<Result> =>
  withProgram(
    { "index.ts": program.replace(`"ecs-preflight"`, JSON.stringify(path.join(ROOT, "dist/index.js"))) },
    (directory) => judgeProgram(directory, { region: "eu-west-1", account: "123456789012" }),
  );

/** `verdict rule` of what is asked of the role, sorted. */
const rights = ({ launches }: Result): string[] =>
  launches
    .flatMap(({ requirements }) => requirements)
    .filter(({ rule }) => /^execution-role-(can-pull|can-read-secrets|assumable)$/.test(rule))
    .map(
      ({ verdict, rule, subject }) =>
        `${verdict} ${rule} ${subject.replace(/secret:db-[^`]*/, "secret:db-…")}`,
    )
    .sort();

describe("ExecutionRole at a first preview", function () {
  this.timeout(120_000);

  it("is found to be allowed what comes of resources that do not exist yet", async () => {
    const result = await preview(PROGRAM);
    assert.deepEqual(stopsStart(result), []);
    assert.deepEqual(
      rights(result).filter((right) => right.startsWith("met")),
      [
        "met execution-role-assumable ECS may assume role exec",
        "met execution-role-can-pull role exec may call ecr:GetAuthorizationToken on *",
        "met execution-role-can-pull role exec may pull what api runs from repository api",
        "met execution-role-can-read-secrets role exec may decrypt db with key `arn:aws:kms:eu-west-1:123456789012:key/…` (key)",
        "met execution-role-can-read-secrets role exec may read secret `arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-…` (db)",
      ],
    );
  });

  it("is not said to be allowed what another program's text may turn out to be", async () => {
    const result = await preview(
      PROGRAM.replace("valueFrom: secret.arn", "valueFrom: pulumi.interpolate`${secret.arn}:password::`"),
    );
    assert.deepEqual(stopsStart(result), []);
    const secrets = rights(result).filter((right) => right.includes("can-read-secrets"));
    assert.ok(
      secrets.length > 0 && secrets.every((right) => right.startsWith("unknown")),
      secrets.join("\n"),
    );
  });

  it("is reported where the program uses a secret that it was not made for", async () => {
    const result = await preview(
      PROGRAM.replace(
        "pulumi.jsonStringify(containerDefinitions)",
        `JSON.stringify([{ name: "api", image: "nginx", secrets: [{ name: "A", valueFrom: "/other" }] }])`,
      ),
    );
    assert.deepEqual(stopsStart(result), ["execution-role-can-read-secrets"]);
  });
});
