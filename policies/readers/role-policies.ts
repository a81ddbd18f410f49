import { isUnknown, Unknown, UnknownJson, type Known } from "../../launch/known";
import type { AttachedPolicy } from "../../launch/model/role";
import type { Reference } from "../../launch/reference";
import type { ResourceView, StackView } from "../view";

const POLICY = "aws:iam/policy:Policy";
const POLICY_ARN = /^arn:[^:]+:iam::(\d{12}):policy\/(.*\/)?([^/]+)$/;

/** The managed policies that the stack makes, found by what attachments say of them. */
export class CustomerPolicies {
  private readonly byArn = new Map<string, ResourceView>();
  private readonly byPath = new Map<string, ResourceView>();

  constructor(
    private readonly stack: StackView,
    private readonly account: Known<string>,
  ) {
    for (const view of stack.ofType(POLICY)) {
      const arn = view.outputText("arn");
      const name = view.text("name");
      const path = view.text("path");
      if (typeof arn === "string") this.byArn.set(arn, view);
      if (typeof name === "string" && !isUnknown(path) && !view.resource.external)
        this.byPath.set(`${path ?? "/"}${name}`, view);
    }
  }

  /** The policy behind an ARN: one of this stack with its document, else the managed policy of that ARN. */
  attached(arn: Reference, attachedBy: string | undefined): AttachedPolicy {
    const own = this.find(arn);
    if (own !== undefined && !own.resource.external) {
      const document = withOrigin(own.get("policy"), own.from("policy"));
      return { label: `policy ${own.resource.name}`, attachedBy, managedArn: undefined, document };
    }
    const text = arn.text ?? new Unknown("no policy ARN is given");
    if (isUnknown(text)) {
      const unknown = withOrigin(text, arn.from);
      return {
        label: "a policy that is not known yet",
        attachedBy,
        managedArn: isUnknown(unknown) ? unknown : text,
        document: unknown,
      };
    }
    const document = new Unknown(`the content of ${text} is not in this stack`);
    return {
      label: `policy ${text.slice(text.lastIndexOf("/") + 1)}`,
      attachedBy,
      managedArn: text,
      document,
    };
  }

  private find({ text, from }: Reference): ResourceView | undefined {
    if (typeof text === "string") return this.byArn.get(text) ?? this.ofOwnAccount(text);
    const [only, ...others] = from
      .map((urn) => this.stack.byUrn(urn))
      .filter((view) => view?.resource.type === POLICY);
    return others.length === 0 ? only : undefined;
  }

  /** An ARN written by hand names a policy of this stack by account, path and name. */
  private ofOwnAccount(arn: string): ResourceView | undefined {
    const [, account, path = "", name = ""] = POLICY_ARN.exec(arn) ?? [];
    return account !== undefined && account === this.account ? this.byPath.get(`/${path}${name}`) : undefined;
  }
}

/** An unknown document says which resources it will speak of. */
export function withOrigin(document: Known<unknown>, from: readonly string[]): Known<unknown> {
  if (!isUnknown(document) || document.from.length > 0) return document;
  const { because } = document;
  return document instanceof UnknownJson
    ? new UnknownJson(because, from, document.content)
    : new Unknown(because, from);
}
