import * as assert from "node:assert/strict";
import { Unknown } from "../../../launch/known";
import { DEFAULT_SETTINGS } from "../../../launch/settings";
import { analyse } from "../../../policies/analysis";
import { containerDependenciesValid } from "../../../policies/rules/container-dependencies-valid";
import { fargateSizeValid } from "../../../policies/rules/fargate-size-valid";
import { launchDecided } from "../../../policies/rules/launch-decided";
import { toCloudModel } from "../../../policies/stack-model";
import { fargateService, type ServicePatch } from "../../support/fargate-service";
import { stackOf } from "../../support/stack";

function decided(patch: ServicePatch): { is: string; because: string; resource: string } {
  const model = toCloudModel(stackOf(fargateService(patch)));
  const { launches } = analyse(
    model,
    [fargateSizeValid, containerDependenciesValid, launchDecided],
    DEFAULT_SETTINGS,
  );
  const found = launches
    .flatMap(({ requirements }) => requirements)
    .filter(({ rule }) => rule === launchDecided.id);
  assert.equal(found.length, 1);
  const [only] = found;
  assert.ok(only);
  return { is: only.verdict.is, because: only.verdict.because, resource: only.resource.id };
}

describe(launchDecided.id, () => {
  it("met: everything is decided", () => {
    assert.equal(decided({}).is, "met");
  });
  it("met: what is unmet is decided, too", () => {
    assert.equal(decided({ taskDefinition: { memory: "300" } }).is, "met");
  });
  it("unknown: names each reason once, with the rules it leaves open", () => {
    const later = new Unknown("memory is asked for later");
    const { is, because, resource } = decided({
      taskDefinition: { memory: later, containerDefinitions: later },
    });
    assert.equal(is, "unknown");
    assert.equal(because.split("memory is asked for later").length, 2);
    assert.match(
      because,
      /2 of 2 requirements are open: .*\(fargate-size-valid, container-dependencies-valid\)/,
    );
    assert.match(resource, /service:Service::api$/);
  });
  it("unknown: without a site it speaks of the task definition", () => {
    const { resource } = decided({ service: null, taskDefinition: { memory: new Unknown("later") } });
    assert.match(resource, /taskDefinition:TaskDefinition::api$/);
  });
});
