import { Output } from "@pulumi/pulumi";
import { Unknown } from "../../launch/known";

/** Plain values as they are; an `Unknown` wherever a value comes later. */
export function knownNow(value: unknown): unknown {
  if (value instanceof Unknown) return value;
  if (Output.isInstance(value) || value instanceof Promise)
    return new Unknown("it is an output, whose value comes later");
  if (Array.isArray(value)) return value.map(knownNow);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, element]) => element !== undefined);
  return Object.fromEntries(entries.map(([key, element]) => [key, knownNow(element)]));
}
