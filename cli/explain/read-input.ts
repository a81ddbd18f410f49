import { readFile } from "node:fs/promises";
import { faultOfFile, faultOfJson } from "../input-fault";

/** A fault of the call or of its input: its message names the file and goes to standard error. */
export class InputError extends Error {}

const maximumBytes = 64 * 1024 * 1024;

/**
 * A JSON file as the AWS CLI writes it (UTF-8, or UTF-16 as PowerShell redirects it), `-` for standard input.
 * Errors never quote the content: a task's overrides hold environment values.
 */
export async function readJson(file: string, stdin: NodeJS.ReadableStream): Promise<unknown> {
  const bytes = file === "-" ? await readAll(stdin) : await readBytes(file);
  const name = file === "-" ? "standard input" : file;
  const text = decode(bytes);
  if (text.trim() === "") throw new InputError(`${name} is empty; expected the JSON that the AWS CLI prints`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const fault = faultOfJson(text);
    throw new InputError(
      `${name} is not JSON${fault === "" ? "" : `: ${fault}`}; expected what the AWS CLI prints with --output json`,
    );
  }
}

/** Everything from a stream, at most 64 MiB. */
export async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk;
    length += bytes.length;
    if (length > maximumBytes) throw new InputError("standard input is larger than 64 MiB");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new InputError(faultOfFile(file, error, "a JSON file"));
  }
}

/** Text of bytes with or without a byte order mark. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString("utf16le");
  return bytes.toString("utf8").replace(/^\ufeff/, "");
}
