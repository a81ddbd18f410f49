import { TimedOut, within } from "./deadline";
import type { Surroundings } from "./ports";

/** How the AWS API failed, as far as it decides what to do next. */
export type Fault = "throttled" | "transient" | "expired" | "refused";

/** A call that the AWS API refused, or did not answer for too long. */
export class ApiError extends Error {
  constructor(
    /** As IAM names it: `ecs:RunTask`. */
    readonly action: string,
    readonly fault: Fault,
    /** Name and message of AWS's own error. */
    readonly answer: string,
  ) {
    super(`${action}: ${answer}`);
  }
}

/** An answer without what was asked for, from AWS or from something between here and there. */
export class EmptyAnswer extends Error {
  override readonly name = "EmptyAnswer";
}

/** Seconds without an answer after which a request is sent again. */
const ANSWER_WITHIN = 15;
/** Seconds after which an API that keeps failing is given up. */
const GIVE_UP_AFTER = 60;

/**
 * Calls the AWS API: again after throttling, server errors and lost connections, for a minute at most, with fresh
 * credentials once where they expired.
 * @throws {ApiError} when it is refused or given up; the signal's reason when that is aborted
 */
export async function callApi<T>(
  { clock, ecs, progress }: Surroundings,
  action: string,
  signal: AbortSignal,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const began = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await within(clock, ANSWER_WITHIN, signal, request);
    } catch (error) {
      signal.throwIfAborted();
      const fault = faultOf(error);
      const givenUp =
        fault === "refused" ||
        (fault === "expired" ? attempt > 1 : clock.now() - began > GIVE_UP_AFTER * 1000);
      if (givenUp) throw new ApiError(action, fault, answerOf(error));
      if (fault === "expired") ecs.renewCredentials();
      progress(`${action}: ${WORDS[fault]}, trying again`);
      await clock.sleep(Math.min(500 * 2 ** (attempt - 1), 10_000), signal);
    }
  }
}

const WORDS: Readonly<Record<Exclude<Fault, "refused">, string>> = {
  throttled: "throttled",
  transient: "no answer",
  expired: "the credentials expired",
};

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: unknown;
}

/** Kinds of error as https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html names them. */
export function faultOf(error: unknown): Fault {
  const { name = "", message = "", code = "", $fault, $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode;
  if (error instanceof TimedOut || error instanceof EmptyAnswer) return "transient";
  if (/throttl|TooManyRequests|RequestLimitExceeded|SlowDown/i.test(name) || status === 429)
    return "throttled";
  if (/^Expired/.test(name) || /security token included in the request is expired/i.test(message))
    return "expired";
  if (name === "CredentialsProviderError") return "refused";
  if ($fault === "server" || (status !== undefined && status >= 500)) return "transient";
  if (/^E[A-Z]+$/.test(code) || /TimeoutError|AbortError/.test(name) || /socket hang up/.test(message))
    return "transient";
  // An answer that is no JSON comes from something between here and AWS.
  return name === "SyntaxError" ? "transient" : "refused";
}

/** What the SDK threw, as what it means for the canary. */
export const toApiError = (action: string, error: unknown): ApiError =>
  new ApiError(action, faultOf(error), answerOf(error));

function answerOf(error: unknown): string {
  if (error instanceof TimedOut) return `no answer within ${error.seconds} s`;
  const { name = "Error", message = "", code } = error as SdkError;
  const said = message.replace(/\s*\n\s*/g, " ").slice(0, 500);
  return `${name === "Error" && code !== undefined ? code : name}: ${said === "" ? "no message" : said}`;
}
