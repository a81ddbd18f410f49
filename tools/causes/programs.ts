import { readFileSync } from "node:fs";
import * as path from "node:path";

const PAGES = path.join(__dirname, "../../docs/rules");

/**
 * Causes whose repair is the one that the page of their rule shows; the tests run both programs of that page.
 * Other causes of the same rule need another change: their notes say which.
 */
const SHOWN: ReadonlySet<string> = new Set(
  `container-dependency-invalid container-memory-exceeds-task
  deployment-percentages-leave-no-room efs-mount-timed-out efs-mount-failed efs-access-denied no-egress-path
  endpoint-refuses-tasks image-layers-refused vpc-endpoint-policy-denies endpoint-private-dns-off endpoint-missing
  role-not-assumable ecr-login-missing ecr-auth-denied env-file-denied secret-read-denied log-stream-denied
  fargate-size-invalid host-port-in-use bind-failed-cut-off
  host-port-mismatch image-architecture-mismatch image-reference-malformed infrastructure-role-not-assumable
  instance-cannot-register
  launcher-denied load-balancer-health-check-timeout load-balancer-blocked
  target-type-mismatch log-region-missing container-out-of-memory
  container-memory-too-low-to-start process-out-of-memory memory-limit-missing network-acl-blocks
  network-configuration-missing public-ip-missing secret-arn-malformed
  security-group-blocks-https subnet-without-addresses `
    .trim()
    .split(/\s+/),
);

/** Ids of the causes whose page shows the change of their rule's page. */
export const shownByRule: readonly string[] = [...SHOWN];

/**
 * What changes between the two programs of a rule's page, as a diff with a line of context; undefined where the page
 * of the cause's rule shows another repair. Throws where the programs are not there or do not differ.
 */
export function repairOf(id: string, rule: string): string | undefined {
  if (!SHOWN.has(id)) return undefined;
  const page = readFileSync(path.join(PAGES, `${rule}.md`), "utf8");
  const [broken, fixed] = [...page.matchAll(/^## (?:Broken|Fixed)\n[^]*?^```ts\n([^]*?)^```$/gm)].map(
    ([, program = ""]) => program.trimEnd().split("\n"),
  );
  if (broken === undefined || fixed === undefined) throw new Error(`${rule}.md needs two programs`);
  const before = alikeLines(broken, fixed);
  const after = alikeLines(broken.slice(before).reverse(), fixed.slice(before).reverse());
  const removed = broken.slice(before, broken.length - after);
  const added = fixed.slice(before, fixed.length - after);
  if (removed.length + added.length === 0) throw new Error(`the programs of ${rule}.md do not differ`);
  const above = broken.slice(Math.max(0, before - 1), before);
  const below = broken.slice(broken.length - after, broken.length - after + 1);
  const marked = (mark: string, lines: readonly string[]): readonly string[] =>
    lines.map((line) => `${mark}${line}`.trimEnd());
  return [...marked(" ", above), ...marked("-", removed), ...marked("+", added), ...marked(" ", below)].join(
    "\n",
  );
}

function alikeLines(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count++;
  return count;
}
