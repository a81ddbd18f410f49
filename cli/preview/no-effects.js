"use strict";

// Loaded into a program that runs with stand-ins for outputs. The engine of Pulumi leaves outputs unknown in a preview, so
// what the program does with them is not meant to happen: once the first stand-in is on its way, nothing is written, started
// or called any more. The refusal is an error of the program, which ends this run.

const childProcess = require("node:child_process");
const fs = require("node:fs");
const Module = require("node:module");
const { Server, Socket } = require("node:net");
const { parent } = require("./runner-preload.js");

let hasStandIns = false;
// The answer with the first stand-in waits for this echo.
parent.once("data", (said) => {
  hasStandIns = true;
  parent.write(said);
});

function refuse(object, names, isHarmless = () => false) {
  for (const name of names) {
    const original = object[name];
    if (typeof original !== "function") continue;
    const guarded = function (...args) {
      if (hasStandIns && !isHarmless(args))
        throw new Error(`${name} was refused: the preview runs this program with made-up outputs.`);
      return new.target === undefined ? original.apply(this, args) : Reflect.construct(original, args);
    };
    object[name] = Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(original));
  }
}

refuse(childProcess, ["spawn", "exec", "execFile", "fork", "spawnSync", "execSync", "execFileSync"]);

const WRITES = [
  ...["appendFile", "chmod", "chown", "copyFile", "cp", "link", "mkdir", "mkdtemp", "rename", "rm", "rmdir"],
  ...["symlink", "truncate", "unlink", "utimes", "writeFile"],
];
const isReading = ([, flags]) => typeof flags !== "string" || /^r[^+]*$/.test(flags);
refuse(fs, [...WRITES, ...WRITES.map((name) => `${name}Sync`), "createWriteStream"]);
refuse(fs, ["open", "openSync"], isReading);
refuse(fs.promises, WRITES);
refuse(fs.promises, ["open"], isReading);

// The engine may be called, and what the program itself serves: the SDK waits so for its callbacks.
const local = new Set([process.argv[process.argv.indexOf("--monitor") + 1]]);
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  this.once("listening", () => local.add(`127.0.0.1:${this.address().port}`));
  return listen.apply(this, args);
};
refuse(Socket.prototype, ["connect"], ([target]) => {
  // The modules of Node pass what `connect` was given as a list.
  const [{ host, port }] = [target].flat();
  return local.has(`${host}:${port}`);
});

// The names that ECMAScript modules import were taken before.
Module.syncBuiltinESMExports();
