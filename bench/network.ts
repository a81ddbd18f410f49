import { networkAnswers } from "../launch/network/judge";
import { DEFAULT_SETTINGS } from "../launch/settings";
import { launchesOf } from "../policies/launches";
import { toCloudModel } from "../policies/stack-model";
import * as net from "../test/launch/network/network";
import { CONTAINER, SERVICE, TASK_DEFINITION } from "../test/support/fargate-service";
import { outputOf, stackOf, type ResourceSpec } from "../test/support/stack";
import { format, median, printTable, timed } from "./table";

const SIZES = [100, 1_000, 5_000];
const SUBNETS = 200;
const ENDPOINTS = 50;

/** Services over many subnets of one VPC with many endpoints: reading and judging their paths. */
export async function network(rounds: number): Promise<void> {
  const rows: string[][] = [];
  let first: number | undefined;
  for (const size of SIZES) {
    const stack = stackOf(services(size));
    const times: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const time = await timed(() => {
        const model = toCloudModel(stack);
        for (const launch of launchesOf(model)) networkAnswers(launch, model, DEFAULT_SETTINGS);
        return Promise.resolve();
      });
      if (round > 0) times.push(time);
    }
    const each = median(times) / size;
    first ??= each;
    rows.push([String(size), format(median(times)), (each / first).toFixed(2), "1.00"]);
  }
  printTable(
    `Paths of services over ${SUBNETS} subnets and ${ENDPOINTS} endpoints, medians`,
    ["services", "ms", "per service, smallest = 1", "aim"],
    rows,
  );
}

function services(size: number): ResourceSpec[] {
  const specs: ResourceSpec[] = [net.vpc(), net.group("app"), net.endpointGroup];
  for (let index = 0; index < SUBNETS; index += 1) {
    const name = `subnet-${index}`;
    specs.push(net.subnet(name, { cidrBlock: `10.${1 + Math.floor(index / 250)}.${index % 250}.0/24` }));
  }
  specs.push(
    ...net.table("private", undefined, ...Array.from({ length: SUBNETS }, (_, index) => `subnet-${index}`)),
  );
  const needed = ["ecr.api", "ecr.dkr", "logs"];
  for (let index = 0; index < ENDPOINTS; index += 1)
    specs.push(net.endpoint(needed[index] ?? `service-${index}`));
  specs.push(net.s3Gateway("private"));
  for (let index = 0; index < size; index += 1) specs.push(...service(index));
  return specs;
}

function service(index: number): ResourceSpec[] {
  const name = `api-${index}`;
  const subnets = [0, 1, 2].map((zone) => outputOf(net.SUBNET, `subnet-${(index * 3 + zone) % SUBNETS}`));
  return [
    {
      type: TASK_DEFINITION,
      name,
      inputs: {
        family: name,
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        containerDefinitions: JSON.stringify([CONTAINER]),
      },
    },
    {
      type: SERVICE,
      name,
      inputs: {
        taskDefinition: outputOf(TASK_DEFINITION, name),
        launchType: "FARGATE",
        networkConfiguration: { subnets, securityGroups: [outputOf(net.GROUP, "app")] },
      },
    },
  ];
}
