import { EXIT } from "./exit-status";
import { main } from "./main";

// Whoever reads our output may stop reading (`| head`): what was judged stays judged.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`error: the result could not be written: ${error.message}\n`);
  process.exit(EXIT.failed);
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = EXIT.failed;
  },
);
