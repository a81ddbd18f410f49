import type { Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { Unknown } from "../../launch/known";
import type { PropertyMap } from "../stack";
import { REDACTED, SECRET, SIGNATURE, UNKNOWN_VALUES, type RawProperties, type Reading } from "./analyzed";

/** `google.protobuf.Value.KindCase`; the enum itself would load a second copy of google-protobuf. */
const KIND = { number: 2, text: 3, flag: 4, struct: 5, list: 6 } as const;

/** Properties in the engine's own encoding, which still tells secrets and unknowns apart from other texts. */
export class WireProperties implements RawProperties {
  constructor(private readonly struct: Struct | undefined) {}

  read(reading: Reading): PropertyMap {
    return this.struct === undefined ? {} : readStruct(this.struct, undefined, reading, false);
  }

  get(property: string, reading: Reading): unknown {
    const value = this.struct?.getFieldsMap().get(property);
    return value === undefined ? undefined : readValue(value, reading.from[property] ?? [], reading, false);
  }
}

/** `from` is `undefined` at the top level, where every property has its own. */
function readStruct(
  struct: Struct,
  from: readonly string[] | undefined,
  reading: Reading,
  secret: boolean,
): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  struct.getFieldsMap().forEach((value, key) => {
    // Assigning `__proto__` would set the prototype instead of a property.
    if (key === "__proto__" || key === SIGNATURE) return;
    const read = readValue(value, from ?? reading.from[key] ?? [], reading, secret);
    if (read !== undefined) plain[key] = read;
  });
  return plain;
}

function readValue(value: Value, from: readonly string[], reading: Reading, secret: boolean): unknown {
  switch (value.getKindCase() as number) {
    case KIND.number:
      return value.getNumberValue();
    case KIND.text:
      return readText(value.getStringValue(), from, reading, secret);
    case KIND.flag:
      return value.getBoolValue();
    case KIND.list:
      return (value.getListValue()?.getValuesList() ?? []).map(
        (item) => readValue(item, from, reading, secret) ?? null,
      );
    case KIND.struct: {
      const struct = value.getStructValue();
      if (struct === undefined) return {};
      const fields = struct.getFieldsMap();
      if (fields.get(SIGNATURE)?.getStringValue() !== SECRET)
        return readStruct(struct, from, reading, secret);
      const hidden = fields.get("value");
      return hidden === undefined ? undefined : readValue(hidden, from, reading, true);
    }
    default:
      return undefined;
  }
}

/** One text of a request. */
export function readText(text: string, from: readonly string[], reading: Reading, secret: boolean): unknown {
  if (UNKNOWN_VALUES.has(text)) return new Unknown(reading.because(from), from);
  if (text === REDACTED) return new Unknown("it is a secret that was not decrypted", from);
  if (secret && text !== "" && !isJsonDocument(text)) reading.secret(text);
  return text;
}

/** A secret policy or container list is a document with a secret inside, not itself a secret to hide. */
function isJsonDocument(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
