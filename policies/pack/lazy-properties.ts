import type { PropertyMap } from "../stack";
import type { RawProperties, Reading } from "./analyzed";

/** Properties that are decoded one by one, when someone looks: nobody looks at most of a stack. */
export function lazyProperties(raw: RawProperties, reading: Reading): PropertyMap {
  let decoded: PropertyMap | undefined;
  const all = (): PropertyMap => (decoded ??= raw.read(reading));
  return new Proxy<PropertyMap>(
    {},
    {
      get: (_, key) => (typeof key !== "string" || key === "__proto__" ? undefined : raw.get(key, reading)),
      has: (_, key) => Object.hasOwn(all(), key),
      ownKeys: () => Reflect.ownKeys(all()),
      getOwnPropertyDescriptor: (_, key) => Object.getOwnPropertyDescriptor(all(), key),
    },
  );
}
