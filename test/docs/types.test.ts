import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { EXAMPLES, PAIRS, TWINS } from "../examples/pairs";
import { notes } from "../../tools/causes/notes";
import { readPage, RULE_PAGES } from "./page";

const MODULES = path.join(__dirname, "../../node_modules");

/** As `pulumi new aws-typescript` sets them. */
const OPTIONS = [
  "--noEmit",
  "--strict",
  "--target",
  "es2020",
  "--module",
  "commonjs",
  "--moduleResolution",
  "node10",
];

/** What the parts of programs on the pages of causes take for granted: each is the change alone. */
const AROUND = `
type Aws = typeof import("@pulumi/aws");
declare const cluster: InstanceType<Aws["ecs"]["Cluster"]>;
declare const task: InstanceType<Aws["ecs"]["TaskDefinition"]>;
declare const role: InstanceType<Aws["iam"]["Role"]>;
declare const taskRole: InstanceType<Aws["iam"]["Role"]>;
declare const launcher: InstanceType<Aws["iam"]["Role"]>;
declare const infrastructureRole: InstanceType<Aws["iam"]["Role"]>;
declare const instanceRole: InstanceType<Aws["iam"]["Role"]>;
declare const vpc: InstanceType<Aws["ec2"]["Vpc"]>;
declare const group: InstanceType<Aws["ec2"]["SecurityGroup"]>;
declare const routeTable: InstanceType<Aws["ec2"]["RouteTable"]>;
declare const listener: InstanceType<Aws["lb"]["Listener"]>;
declare const targetGroup: InstanceType<Aws["lb"]["TargetGroup"]>;
declare const repository: InstanceType<Aws["ecr"]["Repository"]>;
declare const files: InstanceType<Aws["efs"]["FileSystem"]>;
declare const parameter: InstanceType<Aws["ssm"]["Parameter"]>;
declare const dockerHubLogin: InstanceType<Aws["secretsmanager"]["Secret"]>;
declare const key: InstanceType<Aws["kms"]["Key"]>;
declare const config: import("@pulumi/pulumi").Config;
declare const containerDefinitions: import("@pulumi/pulumi").Output<string>;
declare const subnetIds: string[];
declare const image: string;
declare const imageId: string;
`;

const IMPORTS = 'import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\n';

describe("programs of documentation and examples", function () {
  this.timeout(120_000);

  it("have the types of the SDK", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "types-"));
    try {
      fs.symlinkSync(MODULES, path.join(folder, "node_modules"), "dir");
      const programs = new Map<string, string>();
      for (const id of fs.readdirSync(RULE_PAGES).map((file) => path.basename(file, ".md")))
        for (const section of ["Broken", "Fixed"] as const)
          programs.set(`page-${id}-${section}.ts`, readPage(id).program(section));
      for (const rule of PAIRS)
        for (const twin of TWINS)
          programs.set(
            `example-${rule}-${twin}.ts`,
            fs.readFileSync(path.join(EXAMPLES, rule, twin, "index.ts"), "utf8"),
          );
      for (const [id, { means = "", change = "" }] of notes())
        for (const [index, [, part = ""]] of [
          ...`${means}\n${change}`.matchAll(/^```ts\n([^]*?)^```$/gm),
        ].entries())
          programs.set(`cause-${id}-${index}.ts`, `${IMPORTS}${part}`);
      programs.set("around.d.ts", AROUND);
      for (const [file, program] of programs) fs.writeFileSync(path.join(folder, file), program);
      assert.equal(await typeErrors(folder, [...programs.keys()]), "");
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** What the compiler complains about. */
function typeErrors(folder: string, files: readonly string[]): Promise<string> {
  const tsc = path.join(MODULES, "typescript/bin/tsc");
  const args = [tsc, ...OPTIONS, "--skipLibCheck", "--types", "node", ...files];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve(error === null ? stdout : `${stdout}${stderr}` || error.message);
    });
  });
}
