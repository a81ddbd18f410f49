import type { Stack, StackResource } from "../../policies/stack";

/** A stack without one of the things that a component made for the start. */
export interface Cut {
  /** Completes "without …". */
  readonly what: string;
  readonly stack: Stack;
  /** What it must lead to; `notMet`: what is missing may come from elsewhere, so that nobody can be certain. */
  readonly leadsTo: "unmet" | "notMet";
}

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** Every permission, rule and wait that the component made, but for those that serve more than the start. */
export function* cutsOf(stack: Stack): Generator<Cut> {
  for (const one of stack.resources.filter(({ urn }) => urn.includes("$"))) {
    const { type, urn } = one;
    if (type === POLICY && isEmpty(stack, one)) continue;
    const leadsTo = isDoubted(stack, one) ? "notMet" : "unmet";
    if (type === ROLE) yield { what: `the trust of ${urn}`, leadsTo, stack: withoutTrust(stack, one) };
    if (type === POLICY) yield* policyCuts(stack, one, leadsTo);
    if (type === POLICY || type === INGRESS || isWayOut(stack, one))
      yield { what: urn, leadsTo, stack: without(stack, urn) };
    // A group of that name may be there already.
    if (type === LOG_GROUP) yield { what: urn, leadsTo: "notMet", stack: without(stack, urn) };
    if (isAwaited(stack, one)) yield { what: `the wait for ${urn}`, leadsTo, stack: unawaited(stack, urn) };
  }
}

const isOnFargate = ({ resources }: Stack): boolean =>
  resources.some(({ inputs: { requiresCompatibilities } }) => String(requiresCompatibilities) === "FARGATE");

/** Instances may have been set up to write the logs with their own role. */
const isDoubted = (stack: Stack, { name }: StackResource): boolean =>
  name === "api-logs" && !isOnFargate(stack);

/**
 * The start needs no IPv6; and on instances nothing of the task's own interface, through which only the program in the
 * containers gets out.
 */
const isWayOut = (stack: Stack, { type, inputs }: StackResource): boolean =>
  type === EGRESS && inputs["cidrIpv6"] === undefined && isOnFargate(stack);

/**
 * A service without tasks waits for nothing. A balancer and the agent of ECS Exec try again: no first task fails for
 * want of what lets them in.
 */
const isAwaited = (stack: Stack, one: StackResource): boolean =>
  stack.resources.every(({ inputs }) => inputs["desiredCount"] !== 0) &&
  ((one.type === POLICY && one.name !== "api-exec" && !isDoubted(stack, one)) ||
    one.type === LOG_GROUP ||
    isWayOut(stack, one));

const without = (stack: Stack, urn: string): Stack => ({
  ...stack,
  resources: stack.resources.filter((each) => each.urn !== urn),
});

const changed = (stack: Stack, one: StackResource, change: Partial<StackResource>): Stack => ({
  ...stack,
  resources: stack.resources.map((each) => (each === one ? { ...each, ...change } : each)),
});

const withoutTrust = (stack: Stack, role: StackResource): Stack =>
  changed(stack, role, {
    inputs: {
      ...role.inputs,
      assumeRolePolicy: JSON.stringify({ ...documentIn(role.inputs["assumeRolePolicy"]), Statement: [] }),
    },
  });

/** Pulumi makes it beside the service: nothing depends on it any more. */
function unawaited(stack: Stack, urn: string): Stack {
  const others = (urns: readonly string[]): string[] => urns.filter((each) => each !== urn);
  const resources = stack.resources.map((each) => ({
    ...each,
    dependencies: others(each.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(each.propertyDependencies).map(([property, urns]) => [property, others(urns)]),
    ),
  }));
  return { ...stack, resources };
}

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly unknown[];
}
interface Document {
  readonly Statement: readonly Statement[];
}

function* policyCuts(stack: Stack, policy: StackResource, leadsTo: Cut["leadsTo"]): Generator<Cut> {
  const { urn } = policy;
  const document = policyOf(stack, policy);
  for (const statement of document.Statement) {
    // With which key another program's bucket encrypts is not in view.
    if (policy.name === "api-files" && statement.Action.includes("kms:Decrypt")) continue;
    for (const part of ["Action", "Resource"] as const)
      for (const element of statement[part]) {
        const rest = statement[part].filter((each) => each !== element);
        const Statement = document.Statement.flatMap((each) =>
          each !== statement ? [each] : rest.length === 0 ? [] : [{ ...statement, [part]: rest }],
        );
        // Without a statement it is the whole policy that is missing.
        if (Statement.length > 0)
          yield {
            what: `${JSON.stringify(element)} of ${urn}`,
            leadsTo: DOUBTED.has(element) || hasUnknown(Statement) ? "notMet" : leadsTo,
            stack: withPolicy(stack, policy, { ...document, Statement }),
          };
      }
  }
}

/** The guide asks for it, and newer agents do without. */
const DOUBTED: ReadonlySet<unknown> = new Set(["s3:GetBucketLocation", "arn:aws:s3:::settings"]);

/** An ARN that comes later may be any that is missing. */
const hasUnknown = (statements: readonly Statement[]): boolean =>
  statements.some(({ Resource }) => Resource.some((each) => typeof each !== "string"));

const documentIn = (text: unknown): Document => JSON.parse(String(text)) as Document;

/** Where an output turned out to need nothing, a policy that allows nothing has been made for it. */
const isEmpty = (stack: Stack, policy: StackResource): boolean =>
  policyOf(stack, policy).Statement.every(({ Effect }) => Effect !== "Allow");

interface KnownPart {
  readonly urn: string;
  readonly content: unknown;
}

/** The text, or what the component says of it where it is not known yet. */
function policyOf(stack: Stack, { urn, inputs }: StackResource): Document {
  const { policy } = inputs;
  if (typeof policy === "string") return documentIn(policy);
  const part = stack.resources.flatMap(knownPartsOf).find((each) => each.urn === urn);
  return part?.content as Document;
}

const knownPartsOf = ({ outputs }: StackResource): readonly KnownPart[] =>
  (outputs["knownParts"] ?? []) as readonly KnownPart[];

function withPolicy(stack: Stack, policy: StackResource, document: Document): Stack {
  if (typeof policy.inputs["policy"] === "string")
    return changed(stack, policy, { inputs: { ...policy.inputs, policy: JSON.stringify(document) } });
  const resources = stack.resources.map((each) => ({
    ...each,
    outputs: {
      ...each.outputs,
      knownParts: knownPartsOf(each).map((part) =>
        part.urn === policy.urn ? { ...part, content: document } : part,
      ),
    },
  }));
  return { ...stack, resources };
}
