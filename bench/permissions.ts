import { DEFAULT_SETTINGS } from "../launch/settings";
import { analyse } from "../policies/analysis";
import { RULES } from "../policies/registry";
import type { Stack } from "../policies/stack";
import { toCloudModel } from "../policies/stack-model";
import { fargateService } from "../test/support/fargate-service";
import { documentOf } from "../test/support/role-policies";
import { outputOf, stackOf, type ResourceSpec } from "../test/support/stack";
import { Analyzer } from "../test/policies/pack/analyzer-client";
import { comparisonPack, startDirectory, stop } from "./packs";
import { measureInTurn, printSeries, timed } from "./table";

const SERVICES = 1_000;
const STATEMENTS = 10;
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

/** The rules whose subject is what a role may do. */
const ABOUT_ROLES = /^(execution-role|task-role|role)|-role-|^launcher/;

/** Services with a role of their own each, and ten statements each: with the rules about roles, and without. */
export async function permissions(rounds: number): Promise<void> {
  const specs = services();
  const stack = stackOf(specs);
  const others = RULES.filter(({ id }) => !ABOUT_ROLES.test(id));
  const series = await measureInTurn(
    {
      "one empty stack policy": () => emptyPolicy(specs),
      "all other rules": () => judge(stack, others),
      "with the rules about roles": () => judge(stack, RULES),
      "the rules about roles alone": () =>
        judge(
          stack,
          RULES.filter(({ id }) => ABOUT_ROLES.test(id)),
        ),
    },
    rounds,
  );
  const aims = { "the rules about roles alone": "1.00" };
  printSeries(`Permissions of ${SERVICES} services, ${STATEMENTS} statements each`, series, aims);
}

/** What a pack that does nothing costs over the same stack, in a process of its own as in an operation. */
async function emptyPolicy(specs: readonly ResourceSpec[]): Promise<number> {
  const started = await startDirectory(comparisonPack("empty-stack-policy"));
  const analyzer = new Analyzer(started.port);
  try {
    await analyzer.info();
    return await timed(() => analyzer.stack(specs));
  } finally {
    analyzer.close();
    await stop(started);
  }
}

const judge = (stack: Stack, rules: typeof RULES): Promise<number> =>
  timed(async () => {
    analyse(toCloudModel(stack), rules, DEFAULT_SETTINGS);
    await Promise.resolve();
  });

function services(): ResourceSpec[] {
  return Array.from({ length: SERVICES }, (_, index) => numbered(index)).flat();
}

function numbered(index: number): ResourceSpec[] {
  const secret = (number: number): string =>
    `arn:aws:secretsmanager:eu-west-1:123456789012:secret:app${index}/s${number}-AbCdEf`;
  const statements = Array.from({ length: STATEMENTS }, (_, number) => ({
    Effect: "Allow",
    Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
    Resource: secret(number).replace("AbCdEf", "??????"),
  }));
  const service = fargateService({
    container: { secrets: [0, 4, 9].map((number) => ({ name: `S${number}`, valueFrom: secret(number) })) },
    others: [
      {
        type: ROLE_POLICY,
        name: "own",
        inputs: { role: "exec-1a2b3c4", policy: documentOf(...statements) },
      },
    ],
  });
  const rename = (value: unknown): unknown => {
    const target = service.find(
      ({ type, name }) => JSON.stringify(value) === JSON.stringify(outputOf(type, name)),
    );
    if (target !== undefined) return outputOf(target.type, `${target.name}-${index}`);
    return typeof value === "string" ? value.replaceAll("-1a2b3c4", `-${index}`) : value;
  };
  return service.map((spec) => ({
    ...spec,
    name: `${spec.name}-${index}`,
    inputs: Object.fromEntries(Object.entries(spec.inputs ?? {}).map(([key, value]) => [key, rename(value)])),
  }));
}
