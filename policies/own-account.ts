import { isUnknown, Unknown, type Known } from "../launch/known";
import { list } from "../launch/json";
import type { StackView } from "./view";

const ARN_ACCOUNT = /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/;
const NAMED_ACCOUNT = /(?:arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):)|(?:\b(\d{12})\.dkr[.-]ecr)/g;
/** Types whose texts name the accounts a start speaks to. */
const SPEAKING = /^aws:(ecs|iam|ecr)\//;

/**
 * The account the stack deploys to: the provider's `allowedAccountIds`, the one given, that of a known ARN of a
 * resource of this stack, else the only account that the program's own texts name.
 */
export function ownAccount(stack: StackView): Known<string> {
  return (
    allowedAccount(stack) ??
    stack.stack.account ??
    accountOfOutputs(stack) ??
    onlyNamedAccount(stack) ??
    new Unknown("nothing says which account the stack deploys to")
  );
}

function allowedAccount(stack: StackView): string | undefined {
  const allowed = new Set(
    stack.ofType("pulumi:providers:aws").flatMap((provider) => {
      const given: unknown = provider.resource.inputs["allowedAccountIds"];
      const ids = list(typeof given === "string" ? safeList(given) : given);
      return isUnknown(ids) ? [] : ids.filter((id) => typeof id === "string");
    }),
  );
  return onlyOf(allowed);
}

/** Provider inputs are JSON texts. */
function safeList(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return [text];
  }
}

function accountOfOutputs(stack: StackView): string | undefined {
  for (const { type, external, outputs } of stack.stack.resources) {
    if (external || !type.startsWith("aws:")) continue;
    const arn = outputs["arn"];
    const account = typeof arn === "string" ? ARN_ACCOUNT.exec(arn)?.[1] : undefined;
    if (account !== undefined) return account;
  }
  return undefined;
}

function onlyNamedAccount(stack: StackView): string | undefined {
  const named = new Set<string>();
  for (const { type, inputs } of stack.stack.resources) {
    if (SPEAKING.test(type)) collect(inputs, named);
  }
  return onlyOf(named);
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === "string") {
    for (const match of value.matchAll(NAMED_ACCOUNT)) found.add(match[1] ?? match[2] ?? "");
  } else if (Array.isArray(value))
    value.forEach((element) => {
      collect(element, found);
    });
  else if (value !== null && typeof value === "object" && !isUnknown(value)) {
    for (const element of Object.values(value)) collect(element, found);
  }
}

function onlyOf(set: ReadonlySet<string>): string | undefined {
  return set.size === 1 ? [...set][0] : undefined;
}
