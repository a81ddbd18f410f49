import type { RuntimePlatform } from "../../launch/model/image-platform";

/** What a program asked `pinImage` for. */
export interface PinRequest {
  /** Absolute path. */
  readonly lockFile: string;
  /** As the program writes it; left out where it is known only after the deployment. */
  readonly image?: string;
  readonly runtimePlatform?: RuntimePlatform | undefined;
  readonly profile?: string | undefined;
}

const MARK = "ecs-preflight pin request ";

/** A line of the debug log, from which a preview takes what the program pins. */
export const requestLine = (request: PinRequest): string => MARK + JSON.stringify(request);

/** The request in a line of the debug log; undefined where it is another line. */
export function readRequest(line: string): PinRequest | undefined {
  return line.startsWith(MARK) ? (JSON.parse(line.slice(MARK.length)) as PinRequest) : undefined;
}
