import { Unknown } from "../../../launch/known";
import { loadBalancerReachesTask } from "../../../policies/rules/load-balancer-reaches-task";
import { testRule } from "../../support/judge";
import { outputOf, type ResourceSpec } from "../../support/stack";
import * as net from "../../launch/network/network";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
type Inputs = Readonly<Record<string, unknown>>;

const port = (number: number, peer: Inputs): Inputs => ({
  protocol: "tcp",
  fromPort: number,
  toPort: number,
  ...peer,
});
const fromBalancer = { securityGroups: [outputOf(net.GROUP, "alb")] };
const OUT = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];

function site(balancers?: unknown): { service: Inputs } {
  const { service } = net.placed(["a"]);
  return {
    service: {
      ...service,
      loadBalancers: balancers ?? [
        { targetGroupArn: outputOf(TARGETS, "tg"), containerName: "api", containerPort: 8080 },
      ],
    },
  };
}

interface Change {
  readonly app?: readonly unknown[];
  readonly alb?: Inputs;
  readonly balancer?: Inputs;
  readonly targets?: Inputs;
  readonly without?: readonly string[];
}

function behind({
  app = [port(8080, fromBalancer)],
  alb = { egress: OUT },
  balancer,
  targets,
  without = [],
}: Change): ResourceSpec[] {
  const all = [
    net.vpc(),
    net.subnet("a"),
    net.subnet("b"),
    net.group("app", { egress: OUT, ingress: app }),
    net.group("alb", alb),
    {
      type: BALANCER,
      name: "front",
      inputs: {
        subnets: [outputOf(net.SUBNET, "b")],
        securityGroups: [outputOf(net.GROUP, "alb")],
        ...balancer,
      },
    },
    { type: TARGETS, name: "tg", inputs: { port: 80, targetType: "ip", vpcId: net.inVpc, ...targets } },
    {
      type: LISTENER,
      name: "http",
      inputs: {
        loadBalancerArn: outputOf(BALANCER, "front"),
        defaultActions: [{ type: "forward", targetGroupArn: outputOf(TARGETS, "tg") }],
      },
    },
  ];
  return all.filter(({ name }) => !without.includes(name));
}

testRule(loadBalancerReachesTask, [
  { name: "no load balancer, nothing to ask", others: behind({}), verdict: "none" },
  { name: "from the balancer's group", ...site(), others: behind({}), verdict: "met" },
  {
    name: "the target group's own port is not the task's",
    ...site(),
    others: behind({ app: [port(80, fromBalancer)] }),
    verdict: "unmet",
    resource: "app",
    says: ["no ingress rule of security group app admits TCP port 8080 from security group alb"],
  },
  {
    name: "from everywhere",
    ...site(),
    others: behind({ app: [port(8080, { cidrBlocks: ["0.0.0.0/0"] })] }),
    verdict: "met",
  },
  {
    name: "from the balancer's subnet",
    ...site(),
    others: behind({ app: [port(8080, { cidrBlocks: ["10.0.2.0/24"] })] }),
    verdict: "met",
  },
  {
    name: "from another subnet",
    ...site(),
    others: behind({ app: [port(8080, { cidrBlocks: ["10.0.9.0/24"] })] }),
    verdict: "unmet",
  },
  {
    name: "the balancer's group has no egress, as Pulumi makes it",
    ...site(),
    others: behind({ alb: { ingress: [port(80, { cidrBlocks: ["0.0.0.0/0"] })] } }),
    verdict: "unmet",
    resource: "alb",
    says: ["no egress rule of security group alb lets TCP port 8080 out"],
  },
  {
    name: "the balancer's group lets out to the tasks' group alone",
    ...site(),
    others: behind({ alb: { egress: [port(8080, { securityGroups: [outputOf(net.GROUP, "app")] })] } }),
    verdict: "met",
  },
  {
    name: "the health check asks on another port",
    ...site(),
    others: behind({ targets: { healthCheck: { port: "9090" } } }),
    verdict: "unmet",
    level: "mandatory",
    says: ["port 9090"],
  },
  {
    name: "the health check asks on the traffic's port",
    ...site(),
    others: behind({ targets: { healthCheck: { port: "traffic-port" } } }),
    verdict: "met",
  },
  {
    name: "a balancer without groups has the VPC's default one",
    ...site(),
    others: behind({
      balancer: { securityGroups: null },
      app: [port(8080, { securityGroups: [outputOf(net.GROUP, "alb")] })],
    }),
    verdict: "unmet",
    says: ["default security group of main"],
  },
  {
    name: "a network load balancer without groups asks from its subnets",
    ...site(),
    others: behind({
      balancer: { loadBalancerType: "network", securityGroups: null },
      app: [port(8080, { cidrBlocks: ["10.0.0.0/16"] })],
    }),
    verdict: "met",
  },
  {
    name: "a network load balancer without groups, and the task admits a group",
    ...site(),
    others: behind({ balancer: { loadBalancerType: "network", securityGroups: null } }),
    verdict: "unmet",
    says: ["the subnets of front"],
  },
  {
    name: "the balancer is not in view",
    ...site(),
    others: behind({ without: ["front", "http"] }),
    verdict: "unknown",
  },
  {
    name: "the target group is not in view",
    ...site([
      { targetGroupArn: "arn:aws:elasticloadbalancing:…", containerName: "api", containerPort: 8080 },
    ]),
    others: behind({}),
    verdict: "unknown",
  },
  {
    name: "the container's port is not known",
    ...site([
      { targetGroupArn: outputOf(TARGETS, "tg"), containerName: "api", containerPort: new Unknown("later") },
    ]),
    others: behind({}),
    verdict: "unknown",
  },
  {
    name: "the default rule of the own group in both",
    ...site(),
    others: behind({
      app: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
      balancer: { securityGroups: [outputOf(net.GROUP, "app")] },
    }),
    verdict: "met",
  },
]);
