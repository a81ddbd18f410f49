import * as pulumi from "@pulumi/pulumi";

export const ACCOUNT = "123456789012";

/** A resource as a component registers it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs a program against mocks and answers with the resources it registers. In a preview the outputs of resources
 * are unknown.
 */
export async function register(
  program: () => unknown,
  { region = "eu-west-1", preview = false }: { readonly region?: string; readonly preview?: boolean } = {},
): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as Registered["inputs"] });
        if (preview) return { id: undefined, state: inputs as Record<string, unknown> };
        const id = `${name}-1a2b3c4`;
        return { id, state: { name: id, arn: `arn:of:${name}`, ...(inputs as object) } };
      },
      call: ({ token }) =>
        token.includes("getRegion") ? { region, id: region } : { accountId: ACCOUNT, id: ACCOUNT },
    },
    "project",
    "stack",
    preview,
  );
  await pulumi.runtime.runInPulumiStack(async () => {
    await Promise.resolve(program());
    return {};
  });
  await pulumi.runtime.disconnect();
  return registered;
}
