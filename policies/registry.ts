import type { Rule } from "./rule";
import { containerDefinitionsResolved } from "./rules/container-definitions-resolved";
import { containerDependenciesValid } from "./rules/container-dependencies-valid";
import { containersFitTask } from "./rules/containers-fit-task";
import { executionRoleAssumable } from "./rules/execution-role-assumable";
import { executionRoleCanPull } from "./rules/execution-role-can-pull";
import { executionRoleSet } from "./rules/execution-role-set";
import { fargateFeatureSupported } from "./rules/fargate-feature-supported";
import { fargateSizeValid } from "./rules/fargate-size-valid";
import { healthCheckValid } from "./rules/health-check-valid";
import { hostPortMatches } from "./rules/host-port-matches";
import { imagePinned } from "./rules/image-pinned";
import { imageReferenceValid } from "./rules/image-reference-valid";
import { imageRegionMatches } from "./rules/image-region-matches";
import { launchDecided } from "./rules/launch-decided";
import { logConfigurationComplete } from "./rules/log-configuration-complete";
import { logGroupExists } from "./rules/log-group-exists";
import { memoryFloor } from "./rules/memory-floor";
import { memoryLimitSet } from "./rules/memory-limit-set";
import { networkConfigurationMatches } from "./rules/network-configuration-matches";
import { rolesNotSwapped } from "./rules/roles-not-swapped";
import { secretReferenceValid } from "./rules/secret-reference-valid";

/** Every rule, in the order of the stages of a start; the one that sums up the others comes last. */
export const RULES: readonly Rule[] = [
  containerDefinitionsResolved,
  imageReferenceValid,
  fargateSizeValid,
  containersFitTask,
  memoryLimitSet,
  networkConfigurationMatches,
  hostPortMatches,
  fargateFeatureSupported,
  containerDependenciesValid,
  healthCheckValid,
  logConfigurationComplete,
  secretReferenceValid,
  executionRoleSet,
  executionRoleAssumable,
  rolesNotSwapped,
  executionRoleCanPull,
  imagePinned,
  imageRegionMatches,
  logGroupExists,
  memoryFloor,
  launchDecided,
];
