import { Unknown, type Known } from "../known";

/** Three-valued truth: true, false, or unknown and why. */
export type Truth = Known<boolean>;

/** False when one is false, else unknown when one is, else true. The empty list is true. */
export function every<T>(items: Iterable<T>, judge: (item: T) => Truth): Truth {
  let open: Unknown | undefined;
  for (const item of items) {
    const truth = judge(item);
    if (truth === false) return false;
    if (truth instanceof Unknown) open = merge(open, truth);
  }
  return open ?? true;
}

/** True when one is true, else unknown when one is, else false. The empty list is false. */
export function some<T>(items: Iterable<T>, judge: (item: T) => Truth): Truth {
  let open: Unknown | undefined;
  for (const item of items) {
    const truth = judge(item);
    if (truth === true) return true;
    if (truth instanceof Unknown) open = merge(open, truth);
  }
  return open ?? false;
}

export const and = (...truths: readonly Truth[]): Truth => every(truths, (truth) => truth);

export const or = (...truths: readonly Truth[]): Truth => some(truths, (truth) => truth);

export const not = (truth: Truth): Truth => (truth instanceof Unknown ? truth : !truth);

/** Both reasons as one; each reason and each origin is named once. */
export function merge(first: Unknown | undefined, second: Unknown): Unknown {
  if (first === undefined || first === second) return second;
  const because = first.because.includes(second.because)
    ? first.because
    : `${first.because}; ${second.because}`;
  return new Unknown(because, [...new Set([...first.from, ...second.from])]);
}
