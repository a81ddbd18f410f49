import { InvalidArgumentError } from "commander";

export const commaList = (given: string): readonly string[] =>
  given
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

export function lines(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 0 || value > 100)
    throw new InvalidArgumentError("Give a whole number from 0 to 100.");
  return value;
}

export function keyValue(given: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = given.indexOf("=");
  if (at <= 0) throw new InvalidArgumentError("Give it as key=value.");
  return { ...before, [given.slice(0, at)]: given.slice(at + 1) };
}

export function seconds(given: string): number {
  const value = Number(given);
  if (!Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError("Give a number of seconds above 0.");
  return value;
}

export function account(given: string): string {
  if (!/^\d{12}$/.test(given)) throw new InvalidArgumentError("An AWS account id has 12 digits.");
  return given;
}

export function region(given: string): string {
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(given))
    throw new InvalidArgumentError("A region looks like eu-west-1.");
  return given;
}
