import assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import type { PreviewOptions } from "../../../cli/preview/preview";
import { find, preview, PRELUDE } from "./support";

const program = (more: string): string => `${PRELUDE}
  const me = pulumi.output(pulumi.runtime.invoke("aws:index/getCallerIdentity:getCallerIdentity", {}));
  const region = pulumi.output(pulumi.runtime.invoke("aws:index/getRegion:getRegion", {}));
  resource("x:y:Z", "z", { account: me.accountId, region: region.name, configured: new pulumi.Config("aws").get("region"), more: ${more} });`;

interface Case {
  readonly name: string;
  readonly more?: string;
  readonly options?: Partial<PreviewOptions>;
  readonly config?: string;
  readonly account: readonly [string, string | undefined];
  readonly region: readonly [string, string | undefined];
}

const cases: readonly Case[] = [
  {
    name: "nothing says it: AWS's example account and us-east-1",
    account: ["123456789012", undefined],
    region: ["us-east-1", undefined],
  },
  {
    name: "options",
    options: { region: "eu-west-1", account: "111122223333" },
    account: ["111122223333", "111122223333"],
    region: ["eu-west-1", "eu-west-1"],
  },
  {
    name: "configuration",
    config: 'config:\n  aws:region: eu-north-1\n  aws:allowedAccountIds: ["444455556666"]\n',
    account: ["444455556666", "444455556666"],
    region: ["eu-north-1", "eu-north-1"],
  },
  {
    name: "the program's only image host",
    more: `"444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:1"`,
    account: ["444455556666", "444455556666"],
    region: ["eu-west-1", "eu-west-1"],
  },
  {
    name: "images that AWS publishes say nothing",
    more: `"906394416424.dkr.ecr.us-east-1.amazonaws.com/aws-for-fluent-bit:stable"`,
    account: ["123456789012", undefined],
    region: ["us-east-1", undefined],
  },
];

describe("account and region", function () {
  this.timeout(60_000);
  const saved = { ...process.env };
  before(() => {
    delete process.env["AWS_REGION"];
    delete process.env["AWS_DEFAULT_REGION"];
  });
  after(() => {
    Object.assign(process.env, saved);
  });

  for (const { name, more = '""', options, config, account, region } of cases) {
    it(name, async () => {
      const files = {
        "index.js": program(more),
        ...(config === undefined ? {} : { "Pulumi.dev.yaml": config }),
      };
      const result = await preview(files, options);
      const { inputs } = find(result, "z");
      assert.deepEqual([inputs["account"], result.stack.account], account);
      assert.deepEqual([inputs["region"], result.stack.region], region);
      assert.equal(result.notices.length, options === undefined && config === undefined ? 2 : 0);
      assert.equal(inputs["configured"], region[0], "the configuration agrees");
    });
  }

  it("of several named by the program are unknown", async () => {
    const more = `["arn:aws:iam::111122223333:role/a", "444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:1"]`;
    const result = await preview({ "index.js": program(more) });
    const { account } = find(result, "z").inputs;
    assert.ok(account instanceof Unknown);
    assert.match(account.because, /several accounts/);
    assert.equal(result.stack.account, undefined);
  });
});
