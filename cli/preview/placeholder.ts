/**
 * Stand-ins for values that a program takes as known at once, with no `Output` around them: results of
 * functions nobody can answer here, and encrypted configuration. A stand-in is text that can be recognised
 * wherever the program carries it, so that every value built from it is unknown, and with the right reason.
 */
export class Placeholders {
  private readonly reasons: string[] = [];

  /** Text that stands for a value that is unknown, because `because`. */
  make(because: string): string {
    return `${MARK}${String(this.indexOf(because))}x`;
  }

  /** A list of unknown length: one stand-in, so that a program finds a first element. */
  makeList(because: string): string[] {
    return [`${MARK}${String(this.indexOf(because))}${LIST_END}`];
  }

  /** Why this list is not known as a whole; `undefined` when its length is. */
  reasonForList(list: readonly unknown[]): string | undefined {
    const [first] = list;
    const isStandIn = list.length === 1 && typeof first === "string" && first.endsWith(LIST_END);
    return isStandIn && PATTERN.exec(first)?.[0] === first ? this.reasonIn(first) : undefined;
  }

  /** Why this text is not known; `undefined` when it is. */
  reasonIn(text: string): string | undefined {
    if (text.length < MARK.length) return undefined;
    const found = PATTERN.exec(text);
    return found === null ? undefined : this.reasons[Number(found[1])];
  }

  private indexOf(because: string): number {
    const index = this.reasons.indexOf(because);
    return index < 0 ? this.reasons.push(because) - 1 : index;
  }
}

/** Only letters, digits and dashes, and no capitals: it survives names, URLs and changes of case. */
const MARK = "unknown-7d1c3e5a9b2f-";
const LIST_END = "l";
const PATTERN = new RegExp(`${MARK}(\\d+)[x${LIST_END}]`, "i");
