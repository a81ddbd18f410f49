import { Unknown } from "../../../launch/known";
import { loadBalancerTargetMatches } from "../../../policies/rules/load-balancer-target-matches";
import { SERVICE } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import { outputOf, urnOf, type ResourceSpec } from "../../support/stack";

const GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const RULE = "aws:alb/listenerRule:ListenerRule";
const groupArn = outputOf(GROUP, "web");

const group = (
  inputs: Readonly<Record<string, unknown>> = {},
  more: Partial<ResourceSpec> = {},
): ResourceSpec => ({
  type: GROUP,
  name: "web",
  ...more,
  inputs: { name: "web-1a2b3c4", targetType: "ip", ...inputs },
});
const listener = (more: Partial<ResourceSpec> = {}): ResourceSpec => ({
  type: LISTENER,
  name: "http",
  inputs: { defaultActions: [{ type: "forward", targetGroupArn: groupArn }] },
  ...more,
});
const behind = (target: Readonly<Record<string, unknown>> = {}): { service: Record<string, unknown> } => ({
  service: {
    loadBalancers: [{ targetGroupArn: groupArn, containerName: "api", containerPort: 8080, ...target }],
  },
});
const bridge = {
  taskDefinition: { networkMode: "bridge", requiresCompatibilities: ["EC2"] },
};

/** As the engine hands over several outputs in one property. */
const eitherGroup = new Unknown("later", [urnOf(GROUP, "web"), urnOf(GROUP, "green")]);

testRule(loadBalancerTargetMatches, [
  { name: "no load balancer, nothing to ask", verdict: "none" },
  {
    name: "container, port, type and listener are in order",
    ...behind(),
    others: [group(), listener()],
    verdict: "met",
  },
  {
    name: "the group that a deployment moves to is of another type",
    ...behind({
      advancedConfiguration: { alternateTargetGroupArn: outputOf(GROUP, "green"), roleArn: "arn:…" },
    }),
    others: [group(), group({ targetType: "instance" }, { name: "green" }), listener()],
    verdict: "unmet",
    says: ["alternate target group green", 'targetType: "ip"'],
  },
  {
    name: "one of two groups is of another type, whichever is meant where",
    ...behind({
      targetGroupArn: eitherGroup,
      advancedConfiguration: { alternateTargetGroupArn: eitherGroup, roleArn: "arn:…" },
    }),
    others: [group(), group({ targetType: "instance" }, { name: "green" }), listener()],
    verdict: "unmet",
    says: ["target group green has type instance"],
  },
  {
    name: "two groups for one place, of which one may not be used",
    ...behind({ targetGroupArn: eitherGroup }),
    others: [group(), group({ targetType: "instance" }, { name: "green" }), listener()],
    verdict: "unknown",
  },
  {
    name: "the group that a deployment moves to has no listener of its own yet",
    ...behind({
      advancedConfiguration: { alternateTargetGroupArn: outputOf(GROUP, "green"), roleArn: "arn:…" },
    }),
    others: [group(), group({}, { name: "green" }), listener()],
    verdict: "met",
  },
  {
    name: "the container has another name",
    ...behind({ containerName: "web" }),
    others: [group(), listener()],
    verdict: "unmet",
    resource: "api",
    level: "mandatory",
    says: ["no container web (it has api)", "The container web does not exist in the task definition."],
  },
  {
    name: "the port is not mapped",
    ...behind({ containerPort: 80 }),
    others: [group(), listener()],
    verdict: "unmet",
    says: ["maps port 8080, not 80", "did not have a container port 80 defined"],
  },
  {
    name: "the container maps no port at all",
    ...behind(),
    container: { portMappings: [] },
    others: [group(), listener()],
    verdict: "unmet",
    says: ["maps no ports, not 8080"],
  },
  {
    name: "the target group's own port may be any",
    ...behind(),
    others: [group({ port: 80 }), listener()],
    verdict: "met",
  },
  {
    name: "a range of ports is looked up later",
    ...behind({ containerPort: 80 }),
    container: { portMappings: [{ containerPortRange: "70-90" }] },
    others: [group(), listener()],
    verdict: "unknown",
  },
  {
    name: "the type that is left out is instance",
    ...behind(),
    others: [group({ targetType: undefined }), listener()],
    verdict: "unmet",
    says: ["which means instance, and the network mode is awsvpc", 'targetType: "ip"'],
  },
  {
    name: "an ip target group and bridge tasks",
    service: { ...behind().service, launchType: "EC2", networkConfiguration: undefined },
    ...bridge,
    others: [group(), listener()],
    verdict: "unmet",
    says: ["has type ip, and the network mode is bridge"],
  },
  {
    name: "an instance target group and bridge tasks",
    service: { ...behind().service, launchType: "EC2", networkConfiguration: undefined },
    ...bridge,
    others: [group({ targetType: "instance" }), listener()],
    verdict: "met",
  },
  {
    name: "the type comes later",
    ...behind(),
    others: [group({ targetType: new Unknown("later") }), listener()],
    verdict: "unknown",
  },
  {
    name: "no listener leads to it",
    ...behind(),
    others: [group()],
    verdict: "unmet",
    says: ["no listener and no listener rule of this program leads to target group web"],
  },
  {
    name: "a rule of a shared listener leads to it",
    ...behind(),
    others: [
      group(),
      {
        type: RULE,
        name: "path",
        inputs: { listenerArn: "arn:…", actions: [{ type: "forward", targetGroupArn: groupArn }] },
      },
    ],
    verdict: "met",
  },
  {
    name: "a weighted forward leads to it",
    ...behind(),
    others: [
      group(),
      listener({
        inputs: { defaultActions: [{ type: "forward", forward: { targetGroups: [{ arn: groupArn }] } }] },
      }),
    ],
    verdict: "met",
  },
  {
    name: "a listener that leads to another target group",
    ...behind(),
    others: [
      group(),
      { type: GROUP, name: "other", inputs: { targetType: "ip" } },
      listener({
        inputs: { defaultActions: [{ type: "forward", targetGroupArn: outputOf(GROUP, "other") }] },
      }),
    ],
    verdict: "unmet",
  },
  {
    name: "what a listener leads to comes later",
    ...behind(),
    others: [group(), listener({ inputs: { defaultActions: new Unknown("later") } })],
    verdict: "unknown",
  },
  {
    name: "a component of another process takes the target group",
    ...behind(),
    others: [
      group(),
      {
        type: "awsx:lb:ApplicationLoadBalancer",
        name: "lb",
        id: undefined,
        remote: true,
        inputs: { listeners: groupArn },
      },
    ],
    verdict: "unknown",
    says: ["lb may lead to target group web"],
  },
  {
    name: "an alarm leads no traffic",
    ...behind(),
    others: [
      group(),
      { type: "aws:cloudwatch/metricAlarm:MetricAlarm", name: "slow", inputs: { dimensions: groupArn } },
    ],
    verdict: "unmet",
  },
  {
    name: "one that exists may be led to by another stack",
    ...behind(),
    others: [group({}, { id: "arn:web", outputs: { arn: "arn:web" } })],
    stack: { hasPriorState: true },
    verdict: "unknown",
    suspects: "no listener",
  },
  {
    name: "the configuration says that another stack completes it",
    ...behind(),
    others: [group()],
    settings: { managedElsewhere: ["web"] },
    verdict: "unknown",
  },
  {
    name: "the only listener waits for the service",
    ...behind(),
    others: [group(), listener({ dependencies: [urnOf(SERVICE, "api"), urnOf(GROUP, "web")] })],
    verdict: "unmet",
    says: ["http leads to it, but waits for api itself"],
  },
  {
    name: "a second listener waits for the service, the first does not",
    ...behind(),
    others: [group(), listener(), { ...listener({ dependencies: [urnOf(SERVICE, "api")] }), name: "https" }],
    verdict: "met",
  },
  {
    name: "a target group of another stack",
    ...behind({ targetGroupArn: "arn:aws:…:targetgroup/shared/1" }),
    verdict: "unknown",
  },
  {
    name: "containers come later",
    ...behind(),
    taskDefinition: { containerDefinitions: new Unknown("later") },
    others: [group(), listener()],
    verdict: "unknown",
  },
  {
    name: "a Classic load balancer has no target group",
    ...behind({ targetGroupArn: undefined, elbName: "old" }),
    verdict: "met",
  },
]);
