import * as assert from "node:assert/strict";
import fc from "fast-check";
import { isUnknown, Unknown } from "../../../launch/known";
import { FARGATE_SIZES } from "../../../launch/model/size";
import { fargateSize, type SizeRequest } from "../../../components/service/task-size";

interface Case {
  readonly name: string;
  readonly request: Partial<SizeRequest>;
  /** cpu/memory; `?`: known later. */
  readonly size: string;
}

const cases: readonly Case[] = [
  { name: "nothing asked: the smallest", request: { containers: [{}] }, size: "256/512" },
  { name: "the limit counts", request: { containers: [{ memory: 1500 }] }, size: "256/2048" },
  { name: "limits add up", request: { containers: [{ memory: 1500 }, { memory: 1500 }] }, size: "512/3072" },
  {
    name: "a reservation counts where there is no limit",
    request: { containers: [{ memoryReservation: 600 }] },
    size: "256/1024",
  },
  { name: "cpu adds up", request: { containers: [{ cpu: 200 }, { cpu: 200 }] }, size: "512/1024" },
  { name: "memory decides the cpu", request: { containers: [{ memory: 9000 }] }, size: "2048/9216" },
  { name: "given cpu", request: { cpu: "1024", containers: [{}] }, size: "1024/2048" },
  {
    name: "given cpu in vCPU",
    request: { cpu: "1 vCPU", containers: [{ memory: 5000 }] },
    size: "1 vCPU/5120",
  },
  { name: "given memory", request: { memory: "4 GB", containers: [{}] }, size: "512/4 GB" },
  { name: "both given, whatever they are", request: { cpu: "3", memory: "7" }, size: "3/7" },
  {
    name: "given memory that Fargate has not: the rules say so",
    request: { memory: "777" },
    size: "256/777",
  },
  {
    name: "containers larger than any task: the largest",
    request: { containers: [{ cpu: 99999 }] },
    size: "32768/249856",
  },
  {
    name: "Windows has no small sizes",
    request: { operatingSystem: "WINDOWS_SERVER_2022_CORE", containers: [{}] },
    size: "1024/2048",
  },
  {
    name: "the floor of a runtime that the image names",
    request: { containers: [{ image: "mcr.microsoft.com/mssql/server:2022-latest" }] },
    size: "256/2048",
  },
  {
    name: "an image that comes later sets no floor",
    request: { containers: [{ image: new Unknown("later") }] },
    size: "256/512",
  },
  {
    name: "memory that comes later",
    request: { containers: [{ memory: new Unknown("later") }] },
    size: "?/?",
  },
  {
    name: "cpu that comes later beside given memory",
    request: { memory: "2048", containers: [{ cpu: new Unknown("later") }] },
    size: "?/2048",
  },
  {
    name: "given cpu that comes later",
    request: { cpu: new Unknown("later"), containers: [{}] },
    size: "?/?",
  },
  {
    name: "an operating system that comes later",
    request: { operatingSystem: new Unknown("later"), containers: [{}] },
    size: "?/?",
  },
];

const sizeOf = (request: Partial<SizeRequest>) =>
  fargateSize({ cpu: undefined, memory: undefined, operatingSystem: undefined, containers: [], ...request });

describe("the size of a task where it is left out", () => {
  for (const { name, request, size } of cases)
    it(name, () => {
      const { cpu, memory } = sizeOf(request);
      assert.equal([cpu, memory].map((part) => (isUnknown(part) ? "?" : part)).join("/"), size);
    });

  const container = fc.record(
    { cpu: fc.integer({ min: 0, max: 3000 }), memory: fc.integer({ min: 6, max: 15_000 }) },
    { requiredKeys: [] },
  );

  it("is one that Fargate has, fits the containers, and no smaller one does", () => {
    fc.assert(
      fc.property(fc.array(container, { minLength: 1, maxLength: 4 }), (containers) => {
        const { cpu, memory } = sizeOf({ containers });
        const needed = {
          cpu: containers.reduce((sum, of) => sum + (of.cpu ?? 0), 0),
          memory: containers.reduce((sum, of) => sum + (of.memory ?? 0), 0),
        };
        const enough = FARGATE_SIZES.flatMap((size) =>
          size.memory.map((of) => ({ cpu: size.cpu, memory: of })),
        ).filter((pair) => pair.cpu >= needed.cpu && pair.memory >= needed.memory);
        const least = Math.min(...enough.map((pair) => pair.cpu));
        const leastMemory = Math.min(
          ...enough.filter((pair) => pair.cpu === least).map((pair) => pair.memory),
        );
        assert.deepEqual([cpu, memory], [String(least), String(leastMemory)]);
      }),
    );
  });
});
