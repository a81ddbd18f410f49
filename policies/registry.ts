import type { Rule } from "./rule";
import { capacityProviderAvailable } from "./rules/capacity-provider-available";
import { containerDefinitionsResolved } from "./rules/container-definitions-resolved";
import { containerDependenciesValid } from "./rules/container-dependencies-valid";
import { containersFitTask } from "./rules/containers-fit-task";
import { deploymentCanProgress } from "./rules/deployment-can-progress";
import { efsMountable } from "./rules/efs-mountable";
import { egressPathExists } from "./rules/egress-path-exists";
import { endpointAcceptsTasks } from "./rules/endpoint-accepts-tasks";
import { endpointPolicyAllows } from "./rules/endpoint-policy-allows";
import { endpointPrivateDns } from "./rules/endpoint-private-dns";
import { endpointSetComplete } from "./rules/endpoint-set-complete";
import { executionRoleAssumable } from "./rules/execution-role-assumable";
import { executionRoleCanPull } from "./rules/execution-role-can-pull";
import { executionRoleCanReadFiles } from "./rules/execution-role-can-read-files";
import { executionRoleCanReadSecrets } from "./rules/execution-role-can-read-secrets";
import { executionRoleCanWriteLogs } from "./rules/execution-role-can-write-logs";
import { executionRoleSet } from "./rules/execution-role-set";
import { fargateFeatureSupported } from "./rules/fargate-feature-supported";
import { fargateSizeValid } from "./rules/fargate-size-valid";
import { healthCheckValid } from "./rules/health-check-valid";
import { hostPortDynamic } from "./rules/host-port-dynamic";
import { hostPortMatches } from "./rules/host-port-matches";
import { imageExists } from "./rules/image-exists";
import { imagePinned } from "./rules/image-pinned";
import { imagePlatformMatches } from "./rules/image-platform-matches";
import { imageReferenceValid } from "./rules/image-reference-valid";
import { imageRegionMatches } from "./rules/image-region-matches";
import { infrastructureRoleValid } from "./rules/infrastructure-role-valid";
import { instanceJoinsCluster } from "./rules/instance-joins-cluster";
import { instanceRoleCanRegister } from "./rules/instance-role-can-register";
import { launchDecided } from "./rules/launch-decided";
import { launcherCanRunTask } from "./rules/launcher-can-run-task";
import { loadBalancerReachesTask } from "./rules/load-balancer-reaches-task";
import { loadBalancerTargetMatches } from "./rules/load-balancer-target-matches";
import { logConfigurationComplete } from "./rules/log-configuration-complete";
import { logGroupExists } from "./rules/log-group-exists";
import { memoryFloor } from "./rules/memory-floor";
import { memoryLimitSet } from "./rules/memory-limit-set";
import { networkAclAllows } from "./rules/network-acl-allows";
import { networkConfigurationMatches } from "./rules/network-configuration-matches";
import { publicIpAssigned } from "./rules/public-ip-assigned";
import { rolePoliciesValid } from "./rules/role-policies-valid";
import { rolesNotSwapped } from "./rules/roles-not-swapped";
import { s3GatewayEndpointAssociated } from "./rules/s3-gateway-endpoint-associated";
import { secretHasValue } from "./rules/secret-has-value";
import { secretReferenceValid } from "./rules/secret-reference-valid";
import { securityGroupAllowsHttps } from "./rules/security-group-allows-https";
import { startFailureReported } from "./rules/start-failure-reported";
import { startOrderDeclared } from "./rules/start-order-declared";
import { subnetHasAddresses } from "./rules/subnet-has-addresses";
import { taskFitsInstance } from "./rules/task-fits-instance";
import { taskRoleAssumable } from "./rules/task-role-assumable";
import { taskRoleCanExec } from "./rules/task-role-can-exec";
import { taskRoleCanMountEfs } from "./rules/task-role-can-mount-efs";

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
  loadBalancerTargetMatches,
  logConfigurationComplete,
  secretReferenceValid,
  capacityProviderAvailable,
  taskFitsInstance,
  instanceJoinsCluster,
  hostPortDynamic,
  subnetHasAddresses,
  rolePoliciesValid,
  executionRoleSet,
  executionRoleAssumable,
  taskRoleAssumable,
  infrastructureRoleValid,
  instanceRoleCanRegister,
  launcherCanRunTask,
  rolesNotSwapped,
  executionRoleCanPull,
  imageExists,
  imagePinned,
  imagePlatformMatches,
  imageRegionMatches,
  egressPathExists,
  publicIpAssigned,
  endpointSetComplete,
  s3GatewayEndpointAssociated,
  endpointPrivateDns,
  endpointAcceptsTasks,
  endpointPolicyAllows,
  securityGroupAllowsHttps,
  networkAclAllows,
  loadBalancerReachesTask,
  secretHasValue,
  executionRoleCanReadSecrets,
  executionRoleCanReadFiles,
  executionRoleCanWriteLogs,
  logGroupExists,
  memoryFloor,
  efsMountable,
  taskRoleCanMountEfs,
  taskRoleCanExec,
  startOrderDeclared,
  deploymentCanProgress,
  startFailureReported,
  launchDecided,
];
