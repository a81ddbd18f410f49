/**
 * A value that nobody can know yet, and why.
 *
 * `from` names the resources (URNs) the value will come from, as far as the engine told us; it is what
 * joins a service to its task definition at a first preview, when every id is still unknown.
 */
export class Unknown {
  constructor(
    /** Completes the sentence "unknown, because …". */
    readonly because: string,
    readonly from: readonly string[] = [],
  ) {}
}

/**
 * A JSON text that is not known as a whole, while its structure is. To who knows nothing of JSON it is an unknown
 * like any other.
 */
export class UnknownJson extends Unknown {
  constructor(
    because: string,
    from: readonly string[],
    /** What the text says, with an `Unknown` wherever a value in it is not known. */
    readonly content: unknown,
  ) {
    super(because, from);
  }
}

/** An output of one resource, known only once that is deployed. */
export class UnknownOutput extends Unknown {
  constructor(
    because: string,
    /** URN of the resource. */
    readonly urn: string,
    /** Its property as Pulumi names it, such as `arn`. */
    readonly property: string,
  ) {
    super(because, [urn]);
  }
}

/** A text of which some parts are not known, such as `<arn of a secret>:password::`. */
export class UnknownText extends Unknown {
  constructor(
    because: string,
    from: readonly string[],
    /** In order: what is known, and an `Unknown` for what is not. */
    readonly parts: readonly Known<string>[],
  ) {
    super(because, from);
  }
}

/** A value, or the reason why there is none yet. Absence is `undefined`, which is a value. */
export type Known<T> = T | Unknown;

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

export function isKnown<T>(value: Known<T>): value is T {
  return !(value instanceof Unknown);
}

/** Applies `change` to a known value; an unknown stays what it is. */
export function mapKnown<T, U>(value: Known<T>, change: (known: T) => Known<U>): Known<U> {
  return value instanceof Unknown ? value : change(value);
}

/** The known value, or `otherwise` where there is none. Use it only where that changes no verdict. */
export function knownOr<T, U>(value: Known<T>, otherwise: U): T | U {
  return value instanceof Unknown ? otherwise : value;
}
