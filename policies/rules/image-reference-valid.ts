import { isUnknown, type Unknown } from "../../launch/known";
import type { CloudModel } from "../../launch/model/cloud-model";
import { parseImage } from "../../launch/model/image";
import { laterText } from "../../launch/model/later-text";
import { isMalformed } from "../../launch/model/malformations";
import type { Container, TaskDefinition } from "../../launch/model/task-definition";
import { met, unknown, unmet, type Verdict } from "../../launch/verdict";
import { eachContainer, type Judgement, type Rule } from "../rule";

export const imageReferenceValid: Rule = {
  id: "image-reference-valid",
  title: "The image is a reference that can be pulled",
  stage: "register",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "ECS rejects a text with other characters when the task definition is registered, and the container runtime refuses one that does not parse when it pulls.",
  remedy:
    "Write the image as `[host/]repository[:tag][@sha256:<64 hex digits>]`, without scheme and in lower case.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    "https://pkg.go.dev/github.com/distribution/reference",
  ],
  evidence: "observed",
  stoppedReasons: [
    "Container.image contains invalid characters.",
    "Container.image should not be null or empty.",
    "CannotPullContainerError: invalid reference format",
    "CannotPullContainerError: invalid reference format: repository name must be lowercase",
  ],
  decidedBy: "resource",
  *judge(launch, model) {
    yield* eachContainer(launch, "the image is a reference", (container, name) => [
      {
        subject: `the image of container ${name} is a reference`,
        ...judgeImage(container, launch.taskDefinition, model),
      },
    ]);
  },
};

function judgeImage(
  container: Container,
  taskDefinition: TaskDefinition,
  model: CloudModel,
): Pick<Judgement, "stoppedReason"> & { readonly verdict: Verdict } {
  const { image } = container;
  if (isMalformed(taskDefinition, container, "image"))
    return { verdict: unknown("the value of the image was lost (container-definitions-resolved)") };
  if (isUnknown(image)) return { verdict: judgeLater(image, model) };
  if (image === undefined) {
    return {
      verdict: unmet("the container has no image"),
      stoppedReason: "Container.image should not be null or empty.",
    };
  }
  const parsed = parseImage(image);
  if (!("fault" in parsed)) return { verdict: met(`${image} parses`) };
  const verdict = unmet(`the image ${parsed.fault}: ${shortened(image)}`);
  // The characters that ECS itself lets through; what then does not parse fails in the pull.
  return /^[\w./:@#-]{1,255}$/.test(image)
    ? { verdict, stoppedReason: stoppedReasonOf(parsed.fault) }
    : { verdict };
}

/** The URL of a repository of this stack is a reference; what the program puts after it need not be. */
function judgeLater(image: Unknown, model: CloudModel): Verdict {
  const later = laterText(image, model);
  if (later?.kind !== "repository" || later.sample === undefined) return unknown(image.because);
  const parsed = parseImage(later.sample);
  const url = `the URL of repository ${model.nameOf(later.urn)}`;
  return "fault" in parsed
    ? unmet(`the image ${parsed.fault}: ${url}, and ${shortened(later.after ?? "")} after it`)
    : met(`${url}${later.after === "" ? "" : ` with ${later.after ?? ""} after it`} parses`);
}

function stoppedReasonOf(fault: string): string {
  if (fault.includes("upper case"))
    return "CannotPullContainerError: invalid reference format: repository name must be lowercase";
  return fault.includes("ECR registry")
    ? "CannotPullContainerError: pull access denied"
    : "CannotPullContainerError: invalid reference format";
}

const MOST_SHOWN = 120;
const shortened = (image: string): string =>
  image.length > MOST_SHOWN ? `${image.slice(0, MOST_SHOWN)}…` : image;
