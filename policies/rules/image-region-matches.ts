import { isUnknown, type Known } from "../../launch/known";
import { imageReference, type EcrRegistry } from "../../launch/model/image";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { eachContainer, type Rule } from "../rule";

export const imageRegionMatches: Rule = {
  id: "image-region-matches",
  title: "The image is pulled from the task's own region",
  stage: "pull",
  kind: "policy",
  level: "advisory",
  severity: "low",
  why: "An image of another region is pulled over the internet even where the VPC has endpoints, starts slower, costs transfer, and fails with that region.",
  remedy: "Replicate the repository into the task's region and pull from there.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  ],
  evidence: "documented",
  stoppedReasons: [],
  decidedBy: "resource",
  *judge(launch) {
    yield* eachContainer(launch, "the image is in the task's region", function* (container, name) {
      const subject = `the image of container ${name} is in the task's region`;
      const { image } = container;
      if (isUnknown(image)) yield { subject, verdict: unknown(image.because) };
      const registry = typeof image === "string" ? imageReference(image)?.registry : undefined;
      if (registry?.kind === "ecr")
        yield { subject, verdict: compare(registry, launch.taskDefinition.region) };
    });
  },
};

function compare({ host, region }: EcrRegistry, own: Known<string | undefined>): Verdict {
  if (isUnknown(own)) return unknown(own.because);
  if (own === undefined) return unknown("no region is configured");
  return region === own
    ? met(`${host} is in ${own}`)
    : unmet(`${host} is in ${region}, and the task runs in ${own}`);
}
