import { isUnknown, type Known, type Unknown } from "../../launch/known";
import { shown } from "../../launch/model/answer";
import type { CloudModel } from "../../launch/model/cloud-model";
import { imageReference } from "../../launch/model/image";
import { laterText } from "../../launch/model/later-text";
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
  *judge(launch, model) {
    yield* eachContainer(launch, "the image is in the task's region", function* (container, name) {
      const subject = `the image of container ${name} is in the task's region`;
      const { image } = container;
      const own = launch.taskDefinition.region;
      if (isUnknown(image)) yield { subject, verdict: judgeLater(image, own, model) };
      const registry = typeof image === "string" ? imageReference(image)?.registry : undefined;
      if (registry?.kind === "ecr") yield { subject, verdict: compare(registry.host, registry.region, own) };
    });
  },
};

/** An image whose text begins with the URL of a repository of this stack. */
function judgeLater(image: Unknown, own: Known<string | undefined>, model: CloudModel): Verdict {
  const repository = model.repositories.byRef(laterText(image, model)?.urn ?? "");
  if (repository === undefined) return unknown(image.because);
  return compare(`repository ${repository.ref.name}`, repository.region, own);
}

function compare(what: string, region: Known<string | undefined>, own: Known<string | undefined>): Verdict {
  // One unknown is one and the same region, whichever that is.
  if (region === own && own !== undefined) return met(`${what} is in the task's region`);
  const open = [region, own].find(isUnknown);
  if (open !== undefined) return unknown(open.because);
  if (region === undefined || own === undefined) return unknown("no region is configured");
  return unmet(`${what} is in ${shown(region)}, and the task runs in ${shown(own)}`);
}
