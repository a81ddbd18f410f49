import { surroundingsOf } from "./canary/aws";
import { Constructor } from "./construct";
import { engineLog } from "./engine-log";
import { Provider } from "./provider";
import { serve } from "./serve";

/** How often to look whether the process that started this one is still there. */
const LOOK_AFTER_PARENT = 2_000;

// The SDK's advice about Node versions is nothing that a deployment should print.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const engine = process.argv.slice(2).findLast((argument) => /^\S+:\d+$/.test(argument));
const provider = new Provider(engineLog(engine), surroundingsOf);

/** Ends what runs, waits until its tasks are stopped, and goes. */
function end(because: string): void {
  provider.runs.cancel(because);
  void provider.runs.idle().then(() => process.exit(0));
}

process.on("SIGTERM", () => end("the plugin was asked to stop"));
process.on("SIGINT", () => end("interrupted"));
// The engine reads the port and may close the pipe.
process.stdout.on("error", () => undefined);

// An engine that was killed cancels nothing.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) end("Pulumi is gone");
}, LOOK_AFTER_PARENT).unref();

serve(provider, new Constructor(process.argv.slice(2))).then(
  ({ port }) => console.log(String(port)),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
