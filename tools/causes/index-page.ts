import type { Cause } from "../../launch/failures/catalogue";
import { FAMILIES, prose } from "./families";
import { phraseOf } from "./wordings";

/** The list of all causes by family, with the words that lead to each. */
export const indexOf = (causes: readonly Cause[]): string =>
  [
    "# Why an ECS task does not start: the causes",
    `What \`ecs-preflight explain\` and the [canaries](../canary.md) recognise in stopped reasons, container reasons, exit codes, service events and answers of the API: ${causes.length} causes. Look for a word of your message below, or let the command look:`,
    '```sh\nnpx ecs-preflight explain "CannotPullContainerError: …"\naws ecs describe-tasks --cluster CLUSTER --tasks TASK > task.json && npx ecs-preflight explain --task task.json\n```',
    "Each page says what ECS says, what it means, how to tell it from its neighbours, what to change, which [rule](../rules) finds it before a deployment, and where the fact stands.",
    Object.entries(FAMILIES)
      .map(([family, title]) => `- [${family}](#${family}): ${title}`)
      .join("\n"),
    ...Object.entries(FAMILIES).flatMap(([family, title]) => [
      `## ${family}`,
      `${title}.`,
      causes
        .filter((cause) => cause.family === family)
        .map(row)
        .join("\n"),
    ]),
  ].join("\n\n");

function row(cause: Cause): string {
  const phrase = phraseOf(cause).replace(/\s+/g, " ");
  const words = phrase === "" ? "" : ` \`${phrase}\``;
  return `- [${cause.id}](${cause.id}.md)${words}: ${prose(cause.summary)}`;
}
