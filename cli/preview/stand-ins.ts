import { Unknown, UnknownJson, UnknownOutput, UnknownText, type Known } from "../../launch/known";
import data from "./data/output-forms.json";

interface StandIn {
  readonly urn: string;
  readonly property: string;
  readonly text: string;
}

/**
 * Sets that agree in nothing but the forms: what a program makes alike of both does not hang on the values. The tokens
 * share no character and differ in length; small letters and digits survive names, URLs and a change to lower case.
 */
const VARIANTS = [
  {
    ...{ before: "standin", digits: "01234", after: "e" },
    ...{ account: "111122223333", region: "eu-central-2", port: "5432", digest: "abcd".repeat(16) },
  },
  {
    ...{ before: "mockupform", digits: "56789", after: "y" },
    ...{ account: "444455556666", region: "ap-southeast-4", port: "6789", digest: "0123".repeat(16) },
  },
] as const;

export type Variant = (typeof VARIANTS)[number];
export const BOTH: readonly [Variant, Variant] = VARIANTS;

const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = data.forms;
/** Of either variant. */
const TOKEN = new RegExp(
  VARIANTS.map(({ before, digits, after }) => `${before}[${digits}]+${after}`).join("|"),
  "g",
);

/** What reading a text again takes of its reader. */
export interface Inner {
  because(from: readonly string[]): string;
  /** Reads what was inside a JSON text. */
  content(value: unknown): unknown;
}

/**
 * Values that stand for outputs while a program runs once more, so that the texts it builds from them show what else is in
 * them. None leaves the preview: `read` makes the output unknown again.
 */
export class StandIns {
  private readonly byToken = new Map<string, StandIn>();

  constructor(private readonly variant: Variant) {}

  /** Whether any was made. */
  get areGiven(): boolean {
    return this.byToken.size > 0;
  }

  /** The outputs of a resource of which the form is known, by property; `id` among them. */
  outputsOf(urn: string, type: string): Readonly<Record<string, string>> {
    const byForm = new Map<string, string>();
    const outputs = Object.entries(FORMS[type] ?? {}).map(([property, form]) => {
      const text = byForm.get(form) ?? this.make(urn, property, form);
      byForm.set(form, text);
      return [property, text] as const;
    });
    return Object.fromEntries(outputs);
  }

  /** Whether a stand-in, or what is left of one, is in the text. */
  isIn(text: string): boolean {
    return text.search(TOKEN) >= 0;
  }

  /** The text with its outputs unknown again; of JSON the structure stays. A stand-in that was cut up makes it unknown. */
  read(text: string, inner: Inner): Unknown {
    const urns = [...new Set(tokensIn(text).flatMap((token) => this.byToken.get(token)?.urn ?? []))];
    const because = inner.because(urns);
    const json = jsonIn(text);
    if (json !== undefined) return new UnknownJson(because, urns, inner.content(json));
    const parts = this.partsOf(text, inner);
    const [only] = parts ?? [];
    if (parts === undefined) return new Unknown(because, urns);
    return parts.length === 1 && only instanceof UnknownOutput ? only : new UnknownText(because, urns, parts);
  }

  private partsOf(text: string, inner: Inner): readonly Known<string>[] | undefined {
    const parts: Known<string>[] = [];
    let rest = text;
    for (const token of tokensIn(text)) {
      const standIn = this.byToken.get(token);
      const at = standIn === undefined ? -1 : rest.indexOf(standIn.text);
      if (standIn === undefined || at < 0) return undefined;
      const { urn, property } = standIn;
      if (at > 0) parts.push(rest.slice(0, at));
      parts.push(new UnknownOutput(inner.because([urn]), urn, property));
      rest = rest.slice(at + standIn.text.length);
    }
    if (this.isIn(parts.filter((part) => typeof part === "string").join("\n"))) return undefined;
    return rest === "" ? parts : [...parts, rest];
  }

  private make(urn: string, property: string, form: string): string {
    const { before, digits, after, account, region, port, digest } = this.variant;
    const number = this.byToken.size
      .toString(digits.length)
      .replace(/./g, (digit) => digits[Number(digit)] ?? "");
    const token = `${before}${number}${after}`;
    const values: Readonly<Record<string, string>> = { token, account, region, port, digest };
    const text = form.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
    this.byToken.set(token, { urn, property, text });
    return text;
  }
}

const tokensIn = (text: string): string[] => [...text.matchAll(TOKEN)].map(([token]) => token);

function jsonIn(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
