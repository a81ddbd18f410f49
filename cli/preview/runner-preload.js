"use strict";

// Loaded into the program's process before anything else.

const Module = require("node:module");
const { Socket } = require("node:net");
const util = require("node:util");

// Node 20's `inspect` with colours never returns for errors whose stack has lines such as
// `/node_modules/@pulumi/resource.ts:5:3`, and the SDK's runner prints every error that way.
const { inspect } = util;
const plain = (options) => (options?.colors ? { ...options, colors: false } : options);
util.inspect = Object.defineProperties(
  (value, options, ...rest) => inspect(value, plain(options), ...rest),
  Object.getOwnPropertyDescriptors(inspect),
);

// Old SDKs know no way to leave out the type check, which takes most of a program's time.
if (process.env.PULUMI_NODEJS_TRANSPILE_ONLY === "true") {
  const load = Module._load;
  Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (request !== "ts-node" || typeof loaded?.register !== "function") return loaded;
    const register = (options) => loaded.register({ ...options, typeCheck: false, transpileOnly: true });
    return { ...loaded, register };
  };
}

// The other end of this pipe closes when the previewing process is gone, however it ended.
const parent = new Socket({ fd: 3, readable: true, writable: true });
parent.on("error", () => undefined);
parent.on("close", () => {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(1);
  }
});
parent.resume();
parent.unref();

module.exports = { parent };
