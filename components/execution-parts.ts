import type { Input } from "@pulumi/pulumi";
import { isObject } from "../launch/json";
import { executionPolicy, PURPOSES, type Purpose } from "./execution-policy";
import { isLater, Outputs } from "./outputs";

/** What one policy of an execution role is computed from. */
export interface Part {
  /** End of the policy's name. */
  readonly name: string;
  readonly purposes: readonly Purpose[];
  /** With all that the purposes ask for, and little else: a value that is not known yet spoils no other policy. */
  readonly containerDefinitions: Input<unknown>;
}

/**
 * The policies that container definitions ask for: one for each purpose, or one for all where not even their list is
 * known. Looks at no value that is not there yet, so that the same resources come of every preview and deployment.
 * @param pulls whether there is something to pull in any case
 */
export function partsOf(containerDefinitions: Input<unknown>, pulls: boolean): Part[] {
  if (!Array.isArray(containerDefinitions))
    return [{ name: "start", purposes: PURPOSES, containerDefinitions }];
  const containers: readonly unknown[] = containerDefinitions;
  return PURPOSES.flatMap((purpose): Part[] => {
    const definitions = containers.map((container) => pick(container, fields[purpose]));
    return (pulls && purpose === "pull") || mayNeed(purpose, definitions)
      ? [{ name: purpose, purposes: [purpose], containerDefinitions: definitions }]
      : [];
  });
}

function mayNeed(purpose: Purpose, definitions: readonly unknown[]): boolean {
  const { statements, open } = executionPolicy(
    { containerDefinitions: new Outputs().withUnknowns(definitions), ...ANYWHERE },
    [purpose],
  );
  return statements.length > 0 || open.length > 0;
}

/** Whether something is needed does not depend on the place. */
const ANYWHERE = { region: "us-east-1", account: "123456789012" };

interface Fields {
  readonly [field: string]: true | Fields;
}

const fields: Readonly<Record<Purpose, Fields>> = {
  pull: { image: true },
  secrets: {
    secrets: true,
    repositoryCredentials: true,
    logConfiguration: { logDriver: true, secretOptions: true },
  },
  logs: { name: true, logConfiguration: { logDriver: true, options: true } },
  files: { environmentFiles: true, firelensConfiguration: true },
};

function pick(value: unknown, wanted: Fields): unknown {
  if (isLater(value) || !isObject(value)) return value;
  const entries = Object.entries(wanted).filter(([field]) => value[field] !== undefined);
  return Object.fromEntries(
    entries.map(([field, inner]) => [field, inner === true ? value[field] : pick(value[field], inner)]),
  );
}
