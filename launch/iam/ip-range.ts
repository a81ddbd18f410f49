/** An address as one number, and how many bits it has. */
interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

/** Is the address in the range (`10.0.0.0/8`, `2001:db8::/32`, or a single address)? False where either is malformed. */
export function inRange(address: string, range: string): boolean {
  const [network = "", prefix] = range.split("/");
  const [given, wanted] = [readAddress(address), readAddress(network)];
  if (given === undefined || wanted === undefined || given.bits !== wanted.bits) return false;
  const length = prefix === undefined ? wanted.bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Infinity;
  if (length > wanted.bits) return false;
  const rest = BigInt(wanted.bits - length);
  return given.value >> rest === wanted.value >> rest;
}

function readAddress(text: string): Address | undefined {
  return text.includes(":") ? readVersion6(text) : readVersion4(text);
}

function readVersion4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return { value: BigInt(parts.reduce((sum, part) => sum * 256 + Number(part), 0)), bits: 32 };
}

function readVersion6(text: string): Address | undefined {
  const halves = text.split("::");
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { value: BigInt(`0x${groups.map((group) => group.padStart(4, "0")).join("")}`), bits: 128 };
}
