import * as path from "node:path";
import { fileURLToPath } from "node:url";
import type { SourcePosition, StackTrace } from "@pulumi/pulumi/proto/source_pb";
import type { SourceLocation } from "../../policies/stack";

/**
 * The place in the user's program that made a resource: the innermost frame of the stack that is not a
 * library's. `root` is the folder of `Pulumi.yaml`, links resolved.
 */
export function locate(
  root: string,
  position: SourcePosition | undefined,
  trace: StackTrace | undefined,
): SourceLocation | undefined {
  const frames = (trace?.getFramesList() ?? []).map((frame) => frame.getPc());
  const places = [...frames, position].flatMap((frame) => {
    const place = frame === undefined ? undefined : placeOf(root, frame);
    return place === undefined ? [] : [place];
  });
  return places.find((place) => !place.file.startsWith("../")) ?? places[0];
}

function placeOf(root: string, position: SourcePosition): SourceLocation | undefined {
  let file: string;
  try {
    file = fileURLToPath(position.getUri());
  } catch {
    return undefined;
  }
  if (file.split(path.sep).includes("node_modules") || !path.isAbsolute(file) || position.getLine() < 1) {
    return undefined;
  }
  return { file: path.relative(root, file).split(path.sep).join("/"), line: position.getLine() };
}
