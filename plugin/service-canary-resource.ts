import { checkCommon, nameAt, regionOf, type CanaryResource } from "./canary-resource";
import { runServiceCanary } from "./canary/service-canary";
import { numberAt, textAt } from "./values";

export const serviceCanary: CanaryResource = {
  token: "ecs-preflight:index:ServiceCanary",
  defaultTimeout: 600,
  check: (inputs) => [
    ...checkCommon(inputs),
    ...((numberAt(inputs, "stableSeconds") ?? 0) < 0
      ? [{ property: "stableSeconds", reason: "stableSeconds must not be negative" }]
      : []),
  ],
  announce: (inputs, seconds) =>
    `will wait until ${nameAt(inputs, "service", "service")} runs ${nameAt(inputs, "taskDefinition", "task definition")}, for at most ${seconds} s`,
  run: (inputs, { seconds }, surroundings, signal) => {
    const region = regionOf(inputs);
    const spec = {
      cluster: textAt(inputs, "cluster") ?? "",
      service: textAt(inputs, "service") ?? "",
      taskDefinition: textAt(inputs, "taskDefinition") ?? "",
      stableSeconds: numberAt(inputs, "stableSeconds") ?? 15,
      timeoutSeconds: seconds,
      logLines: numberAt(inputs, "logLines") ?? 20,
      ...(region === undefined ? {} : { region }),
    };
    return runServiceCanary(spec, surroundings, signal);
  },
};
