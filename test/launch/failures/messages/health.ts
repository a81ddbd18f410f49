const target = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef";

/** Messages by the cause they must be recognised as. */
export const health: Readonly<Record<string, readonly string[]>> = {
  "container-health-check-failed": [
    "Task failed container health checks",
    "(service web) (task 0123456789abcdef0123456789abcdef) failed container health checks.",
  ],
  "load-balancer-health-check-timeout": [
    `(service web) (port 8080) is unhealthy in (target-group ${target}) due to (reason Request timed out)`,
  ],
  "load-balancer-health-check-code": [
    `(service web) (port 8080) is unhealthy in (target-group ${target}) due to (reason Health checks failed with these codes: [404])`,
  ],
  "load-balancer-health-check-failed": [
    `Task failed ELB health checks in (target-group ${target})`,
    "service web (instance i-0123456789abcdef0) (port 32768) is unhealthy in target-group web due to (reason Health checks failed)",
  ],
  "dependency-never-healthy": [
    "dependency graph: container ordering dependency [db] for target [web] has timed out.",
    "failed to resolve container ordering dependency [migrate] for target [web] as dependency did not exit successfully.",
  ],
  "container-unhealthy": ["healthStatus: UNHEALTHY"],
  "dependencies-unresolvable": [
    "TaskDependencyError: Task dependencies cannot be resolved, taskArn: arn:aws:ecs:eu-west-1:111122223333:task/0",
    "dependency graph: container ordering dependency [db] for target [web] does not exist.",
  ],
};
