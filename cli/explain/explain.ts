import type { Explanation } from "../../launch/failures/explanation";
import { explainService } from "../../launch/failures/explain-service";
import { explainTask } from "../../launch/failures/explain-task";
import { explainText } from "../../launch/failures/explain-text";
import { decode, InputError, readAll, readJson } from "./read-input";
import { renderJson, renderTree } from "./render";
import { holds, noMessage, whatInstead } from "./wrong-input";

/** What `ecs-preflight explain` was called with. */
export interface ExplainOptions {
  /** The message itself; absent or `-`: standard input. */
  readonly text?: string;
  /** A file with what `aws ecs describe-tasks` (or run-task) printed; `-`: standard input. */
  readonly taskFile?: string;
  /** A file with what `aws ecs describe-services` printed; `-`: standard input. */
  readonly serviceFile?: string;
  readonly format: "tree" | "json";
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly stderr: { readonly write: (text: string) => unknown };
  readonly colour: boolean;
}

/**
 * Explains why a task did not start, without network or account.
 * Returns the exit status: 0 explained or honestly unknown, 2 for a fault of the call or its input.
 */
export async function explainCommand(options: ExplainOptions): Promise<0 | 2> {
  try {
    const explanation = await explainInput(options);
    options.stdout.write(
      options.format === "json" ? renderJson(explanation) : renderTree(explanation, options.colour),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    options.stderr.write(`ecs-preflight explain: ${error.message}\n`);
    return 2;
  }
}

async function explainInput(options: ExplainOptions): Promise<Explanation> {
  const { text, taskFile, serviceFile, stdin } = options;
  if ([text, taskFile, serviceFile].filter((input) => input !== undefined).length > 1) {
    throw new InputError("give one of: the message, --task FILE, --service FILE");
  }
  if (taskFile !== undefined) return explainTask(await describedIn(taskFile, "task", stdin));
  if (serviceFile !== undefined) return explainService(await describedIn(serviceFile, "service", stdin));
  const fromStdin = text === undefined || text === "-";
  const message = fromStdin ? await readMessage(stdin) : text;
  if (message.trim() === "")
    throw new InputError(
      fromStdin
        ? `standard input is empty: there is no message to explain; ${WAYS}`
        : "there is no message to explain",
    );
  const explanation = explainText(message);
  const fault =
    explanation.cause === "unknown"
      ? noMessage(message, fromStdin ? "standard input" : "the message")
      : undefined;
  if (fault !== undefined) throw new InputError(fault);
  return explanation;
}

const WAYS = "give the message as an argument or on standard input, or --task FILE, or --service FILE";

async function describedIn(
  file: string,
  wanted: "task" | "service",
  stdin: NodeJS.ReadableStream,
): Promise<unknown> {
  const described = await readJson(file, stdin);
  if (holds(described, wanted)) return described;
  throw new InputError(`${file === "-" ? "standard input" : file} ${whatInstead(described, wanted)}`);
}

async function readMessage(stdin: ExplainOptions["stdin"]): Promise<string> {
  if (stdin.isTTY === true) {
    throw new InputError(WAYS);
  }
  return decode(await readAll(stdin));
}
