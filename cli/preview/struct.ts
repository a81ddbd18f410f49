import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Wire } from "./values";

/**
 * The `Struct` and `Empty` of the copy of google-protobuf that the SDK's messages were made with: messages
 * of two copies do not mix, and an installation may hold two. An `InvokeResponse` whose only field is an
 * empty struct reads as the two bytes below.
 */
const sample = InvokeResponse.deserializeBinary(Uint8Array.of(0x0a, 0x00)).getReturn();
if (sample === undefined) throw new Error("@pulumi/pulumi/proto does not read an empty struct");
const StructOfSdk = sample.constructor as typeof Struct;

export function toStruct(value: Wire): Struct {
  return StructOfSdk.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);
}

export function fromStruct(struct: Struct | undefined): Record<string, unknown> {
  return struct === undefined ? {} : struct.toJavaScript();
}
