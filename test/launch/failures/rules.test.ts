import assert from "node:assert/strict";
import { causes } from "../../../launch/failures/catalogue";

/** The rules that a cause may point to. */
const rules = new Set(
  `container-definitions-resolved image-reference-valid fargate-size-valid containers-fit-task memory-limit-set
  network-configuration-matches host-port-matches fargate-feature-supported container-dependencies-valid
  health-check-valid load-balancer-target-matches log-configuration-complete secret-reference-valid
  capacity-provider-available task-fits-instance instance-joins-cluster host-port-dynamic subnet-has-addresses
  execution-role-set execution-role-assumable task-role-assumable infrastructure-role-valid instance-role-can-register
  launcher-can-run-task execution-role-can-pull image-exists image-platform-matches egress-path-exists public-ip-assigned
  endpoint-set-complete s3-gateway-endpoint-associated endpoint-private-dns endpoint-accepts-tasks endpoint-policy-allows
  security-group-allows-https network-acl-allows load-balancer-reaches-task execution-role-can-read-secrets
  secret-has-value execution-role-can-read-files execution-role-can-write-logs log-group-exists memory-floor efs-mountable
  task-role-can-mount-efs task-role-can-exec start-order-declared deployment-can-progress start-failure-reported`
    .trim()
    .split(/\s+/),
);

describe("rules that causes point to", () => {
  for (const { id, rule } of causes) {
    if (rule !== null) it(`${id} points to ${rule}`, () => assert.ok(rules.has(rule)));
  }
});
