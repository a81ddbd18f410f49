import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { isUnknown, UnknownJson } from "../../../launch/known";
import { previewProgram } from "../../../cli/preview/preview";
import { find, withProgram } from "./support";

/** A task definition of which the second pass reads the text, and what the program does beside. */
const program = (does: string): string => `
const fs = require("node:fs");
const { execSync } = require("node:child_process");
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const url = new aws.ecr.Repository("api").repositoryUrl;
new aws.ecs.TaskDefinition("task", {
  family: "api",
  containerDefinitions: url.apply((known) => JSON.stringify([{ name: "api", image: known }])),
});
${does};
`;

/** Whether the second pass read the text, what became of a file that was there, and the calls of a server. */
async function effects(does: (port: number) => string): Promise<unknown> {
  const calls: string[] = [];
  const server = http.createServer((request, response) => {
    calls.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await withProgram({ "index.js": program(does(port)), "kept.txt": "kept" }, async (directory) => {
      const preview = await previewProgram({ directory, timeoutSeconds: 60 });
      const text = find(preview, "task").inputs["containerDefinitions"];
      assert.ok(isUnknown(text));
      const kept = fs.readFileSync(path.join(directory, "kept.txt"), "utf8");
      return { isRead: text instanceof UnknownJson, kept, calls };
    });
  } finally {
    server.close();
  }
}

describe("a program with stand-ins", function () {
  const refused: readonly { readonly name: string; readonly does: (port: number) => string }[] = [
    { name: "writes no file", does: () => "url.apply((known) => fs.writeFileSync('kept.txt', known))" },
    {
      name: "writes no file in its own time",
      does: () => "url.apply((known) => fs.promises.appendFile('kept.txt', known))",
    },
    {
      name: "opens no file to write",
      does: () => "url.apply((known) => { fs.writeSync(fs.openSync('kept.txt', 'w'), known); })",
    },
    { name: "starts no process", does: () => "url.apply((known) => { execSync('echo x > kept.txt'); })" },
    {
      name: "fetches nothing",
      does: (port) => `url.apply((known) => fetch("http://127.0.0.1:${port}/" + known))`,
    },
  ];
  for (const { name, does } of refused)
    it(name, async () => assert.deepEqual(await effects(does), { isRead: false, kept: "kept", calls: [] }));

  const allowed: readonly { readonly name: string; readonly does: string }[] = [
    { name: "reads files", does: "url.apply(() => fs.readFileSync('kept.txt', 'utf8'))" },
    {
      name: "has its transforms called back",
      does: "new aws.ecr.Repository('other', {}, { transforms: [({ props, opts }) => ({ props, opts })] })",
    },
    { name: "does what hangs on no output, as in every run", does: "execSync('true')" },
  ];
  for (const { name, does } of allowed)
    it(name, async () =>
      assert.deepEqual(await effects(() => does), { isRead: true, kept: "kept", calls: [] }),
    );
});
