/** Messages by the cause they must be recognised as. */
export const deployment: Readonly<Record<string, readonly string[]>> = {
  "deployment-percentages-leave-no-room": [
    "(service web) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
  ],
  "deployment-alarm-rollback": ["ECS deployment ecs-svc/1 rolled back: alarm detected"],
  "target-group-not-found": [
    "(service web) failed to register targets in (target-group web) with (error TARGET GROUP IS NOT FOUND)",
  ],
  "target-registration-failed": [
    "(service web) failed to register targets in (target-group web) with (error TARGET IS NOT FOUND)",
  ],
  "target-group-without-listener": [
    "InvalidParameterException: The target group with targetGroupArn arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0 does not have an associated load balancer.",
  ],
  "service-launches-throttled": ["(service web) operations are being throttled. Will try again later."],
  "tasks-fail-to-start": [
    "(service web) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
    "(service web) (deployment ecs-svc/1234567890) deployment failed: tasks failed to start.",
    "ECS deployment circuit breaker: tasks failed to start.",
  ],
  "steady-state-timeout": [
    "Resource is not in the state servicesStable",
    "Waiter ServicesStable failed: Max attempts exceeded",
    "updating urn:pulumi:dev::web::aws:ecs/service:Service::web: timeout while waiting for state to become 'tfSTABLE' (last state: 'tfPENDING', timeout: 20m0s)",
  ],
  "task-failed-to-start": [
    "Task failed to start",
    'Waiter TasksRunning failed: Waiter encountered a terminal failure state: For expression "tasks[].lastStatus" we matched expected path: "STOPPED" at least once',
  ],
  "task-stopped-by-user": ["Task stopped by user"],
  "task-protected": ["(service web) was unable to scale in due to 2 tasks having protection enabled."],
  "service-not-active": ["ServiceNotActiveException: Service was not ACTIVE."],
  "cluster-not-found": [
    "An error occurred (ClusterNotFoundException) when calling the RunTask operation: Cluster not found.",
  ],
  "service-name-in-use": ["InvalidParameterException: Creation of service was not idempotent."],
  "resource-not-found": ["MISSING"],
  "task-definition-not-found": ["ClientException: Unable to describe task definition."],
  "service-discovery-failed": ["(service web) service discovery instance registration failed"],
  "deployment-superseded": ["The CodeDeploy deployment d-1 failed: deployment was superseded"],
  "api-throttled": [
    "ClientException: Too many concurrent attempts to create a new revision of the specified family.",
  ],
  "steady-state": ["(service web) has reached a steady state."],
  "scaling-activity": ["Scaling activity initiated by (deployment ecs-svc/1234567890)"],
  "tasks-started": [
    "(service web) has started 2 tasks: (task 0123456789abcdef0123456789abcdef).",
    "(service web) registered 1 targets in (target-group web)",
    "(service web) (deployment ecs-svc/1) deployment completed.",
  ],
};
