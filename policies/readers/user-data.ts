import { gunzipSync } from "node:zlib";
import { Unknown, type Known } from "../../launch/known";
import type { ResourceView } from "../view";

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const GZIP = Buffer.from([0x1f, 0x8b]);
/** Bytes; EC2 takes 16 KiB, packed. */
const LARGEST = 1024 * 1024;

/**
 * Why EC2 takes no such user data; undefined where it may. What looks like Base64 by its letters it takes.
 * https://github.com/pulumi/pulumi-aws/issues/2284, read 2026-11-29
 */
export function whyRefused(base64: unknown, { resource }: ResourceView): string | undefined {
  return typeof base64 === "string" && !BASE64.test(base64)
    ? `the user data of ${resource.name} is not Base64, which EC2 refuses`
    : undefined;
}

/** User data as text. cloud-init unpacks what is gzipped. https://docs.cloud-init.io/en/latest/explanation/format.html */
export function decode(base64: string, view: ResourceView): Known<string> {
  const refused = whyRefused(base64, view);
  if (refused !== undefined) return new Unknown(refused);
  const bytes = Buffer.from(base64, "base64");
  if (!bytes.subarray(0, 2).equals(GZIP)) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST }).toString("utf8");
  } catch {
    return new Unknown(`the user data of ${view.resource.name} cannot be unpacked`);
  }
}
