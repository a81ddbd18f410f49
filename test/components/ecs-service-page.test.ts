import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import type { Result } from "../../cli/report/result";
import schema from "../../plugin/schema.json";
import { withProgram } from "../cli/preview/support";
import { judgeProgram } from "../examples/judge-program";

const ROOT = path.join(__dirname, "../..");
const PAGE = readFileSync(path.join(ROOT, "docs/ecs-service.md"), "utf8");
const PROGRAMS = [...PAGE.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, program = ""]) => program);

/** What the programs of the move take from around them. */
const AROUND = `import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EcsService } from "ecs-preflight";
const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api@sha256:${"1".repeat(64)}";
const cluster = new aws.ecs.Cluster("main");
const subnet = { id: "subnet-1" };
const group = { id: "sg-1" };
const secret = new aws.secretsmanager.Secret("db");
new aws.secretsmanager.SecretVersion("db", { secretId: secret.id, secretString: "made-up" });
`;

const preview = (program: string): Promise<Result> =>
  withProgram(
    { "index.ts": program.replace(`"ecs-preflight"`, JSON.stringify(path.join(ROOT, "dist/index.js"))) },
    (directory) => judgeProgram(directory, { region: "eu-west-1", account: "123456789012" }),
  );

const found = ({ findings }: Result): string[] =>
  findings.map(({ rule, verdict, message }) => `${verdict} ${rule}: ${message}`);

describe("the page of EcsService", function () {
  this.timeout(120_000);
  const [first = "", , moved = ""] = PROGRAMS;

  it("begins with a program of which nothing is found, and nothing stays open", async () => {
    const result = await preview(first);
    assert.ok(result.launches.length > 0);
    assert.deepEqual(found(result), []);
  });

  it("moves from awsx to a program of which nothing is unmet", async () => {
    const result = await preview(AROUND + moved);
    assert.ok(result.launches.length > 0);
    assert.deepEqual(
      found(result).filter((finding) => finding.startsWith("unmet") && !/start-order-declared/.test(finding)),
      [],
    );
  });

  it("names every argument", () => {
    const { inputProperties } = schema.resources["ecs-preflight:index:EcsService"];
    const [, table = ""] = /## Arguments([^]*?)## What it refuses/.exec(PAGE) ?? [];
    for (const argument of Object.keys(inputProperties))
      assert.ok(table.includes(`\`${argument}\``), argument);
  });
});
