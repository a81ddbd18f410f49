import * as grpc from "@grpc/grpc-js";
import { Analyzer, stackRequest } from "../test/policies/pack/analyzer-client";
import { fargateService } from "../test/support/fargate-service";
import { outputOf, type ResourceSpec } from "../test/support/stack";
import { comparisonPack, EXECUTABLE, startDirectory, startExecutable, stop, type Started } from "./packs";
import { format, measureInTurn, median, printTable, timed } from "./table";

const SIZES = [500, 5_000, 20_000];
const PATH = "/pulumirpc.Analyzer/AnalyzeStack";
const OPTIONS = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
};
/** One Fargate service with its six resources in so many resources of other kinds. */
const SHARE = 50;

/** `AnalyzeStack` of synthetic stacks; all requests are serialised beforehand. */
export async function wholeStack(rounds: number): Promise<void> {
  const rows: string[][] = [];
  let perResource: number | undefined;
  for (const size of SIZES) {
    const specs = syntheticStack(size);
    const request = Buffer.from(stackRequest(specs).serializeBinary());
    const [base, pack] = await measureInTurn(
      {
        empty: () => analysisTime(() => startDirectory(comparisonPack("empty-stack-policy")), [], request),
        pack: () => analysisTime(() => startExecutable(EXECUTABLE), specs, request),
      },
      rounds,
    );
    const [emptyTime, packTime] = [median(base?.times ?? []), median(pack?.times ?? [])];
    perResource ??= packTime / size;
    rows.push([
      String(size),
      format(emptyTime),
      format(packTime),
      (packTime / emptyTime).toFixed(2),
      "1.50",
      (packTime / size / perResource).toFixed(2),
    ]);
  }
  const header = [
    "resources",
    "one empty stack policy ms",
    "ecs-preflight ms",
    "ratio",
    "aim",
    "per resource, smallest = 1",
  ];
  printTable("Whole-stack analysis, medians", header, rows);
}

/** A pack of its own for every round: in an operation of the engine, too, the whole stack comes once per process. */
async function analysisTime(
  start: () => Promise<Started>,
  before: readonly ResourceSpec[],
  request: Buffer,
): Promise<number> {
  const started = await start();
  const client = rawClient(started.port);
  const analyzer = new Analyzer(started.port);
  try {
    await analyzer.info();
    await passThrough(analyzer, before);
    return await timed(() => send(client, request));
  } finally {
    analyzer.close();
    client.close();
    await stop(started);
  }
}

/** The resources one by one, as the engine sends them before the whole stack. */
async function passThrough(analyzer: Analyzer, specs: readonly ResourceSpec[]): Promise<void> {
  const atOnce = 100;
  for (let from = 0; from < specs.length; from += atOnce) {
    await Promise.all(specs.slice(from, from + atOnce).map((spec) => analyzer.resource(spec)));
  }
}

function syntheticStack(size: number): ResourceSpec[] {
  const specs: ResourceSpec[] = [];
  for (let index = 0; specs.length < size; index++) {
    if (index % SHARE === 0) specs.push(...numbered(index));
    else specs.push(other(index));
  }
  return specs.slice(0, size);
}

/** A Fargate service whose names and references are its own. */
function numbered(index: number): ResourceSpec[] {
  const rename = (text: string): string => text.replace(/(api|exec|main|logs)(?=[-"/:]|$)/g, `$1${index}`);
  const service = fargateService();
  return service.map((spec) => ({
    ...spec,
    name: `${spec.name}${index}`,
    inputs: Object.fromEntries(
      Object.entries(spec.inputs ?? {}).map(([key, value]) => {
        const target = service.find(
          ({ type, name }) => JSON.stringify(value) === JSON.stringify(outputOf(type, name)),
        );
        if (target !== undefined) return [key, outputOf(target.type, `${target.name}${index}`)];
        return [key, typeof value === "string" ? rename(value) : value];
      }),
    ),
  }));
}

function other(index: number): ResourceSpec {
  return {
    type: "aws:s3/bucket:Bucket",
    name: `bucket-${index}`,
    inputs: {
      bucket: `bucket-${index}-1a2b3c4`,
      region: "eu-west-1",
      tags: { team: "storage", stage: "test", index: String(index) },
      versioning: { enabled: true },
      lifecycleRules: [{ enabled: true, expiration: { days: 30 }, prefix: "logs/" }],
    },
  };
}

function rawClient(port: number): grpc.Client {
  return new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), OPTIONS);
}

function send(client: grpc.Client, request: Buffer): Promise<Buffer> {
  const asIs = (bytes: Buffer): Buffer => bytes;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(PATH, asIs, asIs, request, (error, response) => {
      if (error !== null) reject(error);
      else resolve(response ?? Buffer.alloc(0));
    });
  });
}
