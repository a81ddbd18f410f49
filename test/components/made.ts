import * as pulumi from "@pulumi/pulumi";

/** A resource as the engine gets it. */
export interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const ANSWERS: Readonly<Record<string, pulumi.runtime.MockCallResult>> = {
  "aws:ec2/getSubnet:getSubnet": { vpcId: "vpc-of-subnet" },
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
};

/**
 * Runs a program without an engine, and gives what it made. Resources echo their inputs, with an ARN and an id of
 * their name.
 * @throws {Error} what the program throws, also where outputs are known only later
 */
export async function made(program: () => unknown): Promise<readonly Made[]> {
  const found: Made[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        found.push({ type, name, inputs: inputs as Readonly<Record<string, unknown>> });
        const arn = `arn:aws:mock:eu-west-1:123456789012:${name}`;
        return { id: `${name}-id`, state: { arn, ...inputs } as Record<string, unknown> };
      },
      call: ({ token }) => ANSWERS[token] ?? {},
    },
    "shop",
    "prod",
    false,
  );
  await pulumi.runtime.runInPulumiStack(() => {
    program();
    return Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  return found;
}

/** The one resource of a type, or of a type and a name. */
export function one(
  resources: readonly Made[],
  type: string,
  name?: string,
): Readonly<Record<string, unknown>> {
  const fitting = resources.filter(
    (made) => made.type === type && (name === undefined || made.name === name),
  );
  if (fitting.length !== 1) throw new Error(`${fitting.length} of ${type}`);
  return fitting[0]?.inputs ?? {};
}
