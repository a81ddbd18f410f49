import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { networkAnswers } from "../../../launch/network/judge";
import { DEFAULT_SETTINGS } from "../../../launch/settings";
import { launchesOf } from "../../../policies/launches";
import type { Stack } from "../../../policies/stack";
import { toCloudModel } from "../../../policies/stack-model";
import { CONTAINER, SERVICE, TASK_DEFINITION } from "../../support/fargate-service";
import { networkStacks } from "./generate";
import * as net from "./network";
import { Walker } from "./walker";

describe("the network's judge against a walker of packets", () => {
  it("agrees wherever both are certain", () => {
    const counts = { reached: 0, broken: 0 };
    fc.assert(
      fc.property(networkStacks, (stack) => {
        const walked = walk(stack);
        const judged = judge(stack);
        if (walked === undefined || judged === undefined) return;
        assert.equal(judged.is, walked ? "met" : "unmet", judged.because);
        counts[walked ? "reached" : "broken"] += 1;
      }),
      { numRuns: 3000 },
    );
    assert.ok(counts.reached > 10 && counts.broken > 100, JSON.stringify(counts));
  });
});

/** All services from all subnets: one that is not reached breaks the start. */
function walk(stack: Stack): boolean | undefined {
  const walker = new Walker(stack);
  const { subnets, groups, publicIp } = placeOf(stack);
  const outcomes = subnets.flatMap((subnet) =>
    servicesOf(stack).map((service) => walker.reaches(subnet, service, groups, publicIp)),
  );
  if (outcomes.includes(false)) return false;
  return outcomes.includes(undefined) ? undefined : true;
}

function judge(stack: Stack): { readonly is: "met" | "unmet"; readonly because: string } | undefined {
  const model = toCloudModel(stack);
  const answers = launchesOf(model).flatMap((launch) => networkAnswers(launch, model, DEFAULT_SETTINGS));
  const broken = answers.find(({ verdict }) => verdict.is === "unmet");
  if (broken !== undefined) return { is: "unmet", because: `${broken.rule}: ${broken.verdict.because}` };
  return answers.some(({ verdict }) => verdict.is === "unknown")
    ? undefined
    : { is: "met", because: "all are met" };
}

function placeOf(stack: Stack): { subnets: string[]; groups: string[]; publicIp: boolean } {
  const service = stack.resources.find(({ type }) => type === SERVICE);
  const configuration = service?.inputs["networkConfiguration"] as { assignPublicIp?: boolean };
  const from = service?.propertyDependencies["networkConfiguration"] ?? [];
  const named = (type: string): string[] => [
    ...new Set(from.filter((urn) => urn.includes(`::${type}::`)).map((urn) => urn.split("::").at(-1) ?? "")),
  ];
  return {
    subnets: named(net.SUBNET),
    groups: named(net.GROUP),
    publicIp: configuration.assignPublicIp === true,
  };
}

function servicesOf(stack: Stack): string[] {
  const definition = stack.resources.find(({ type }) => type === TASK_DEFINITION);
  const text = String(definition?.inputs["containerDefinitions"]);
  return text.includes(CONTAINER.image) ? ["ecr.api", "ecr.dkr", "s3", "logs"] : ["the image", "logs"];
}
