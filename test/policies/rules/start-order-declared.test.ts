import { Unknown } from "../../../launch/known";
import { startOrderDeclared } from "../../../policies/rules/start-order-declared";
import { ATTACHMENT, CLUSTER, LOG_GROUP, SERVICE, TASK_DEFINITION } from "../../support/fargate-service";
import { testRule } from "../../support/judge";
import * as net from "../../launch/network/network";
import { allow, inline, ROLE_POLICY } from "../../support/role-policies";
import { outputOf, urnOf, type ResourceSpec } from "../../support/stack";

const policies = urnOf(ATTACHMENT, "exec-managed");
const logs = urnOf(LOG_GROUP, "logs");
const ordered = [policies, logs];

/** The service with `dependsOn`, whatever else it has. */
const service = (
  inputs: Readonly<Record<string, unknown>>,
  dependsOn: readonly string[] = ordered,
  more: Partial<ResourceSpec> = {},
): ResourceSpec => ({
  type: SERVICE,
  name: "api",
  ...more,
  inputs: {
    cluster: outputOf(CLUSTER, "main"),
    taskDefinition: outputOf(TASK_DEFINITION, "api"),
    desiredCount: 1,
    launchType: "FARGATE",
    ...inputs,
  },
  dependencies: [urnOf(CLUSTER, "main"), urnOf(TASK_DEFINITION, "api"), ...dependsOn],
});

const GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const balanced = {
  loadBalancers: [{ targetGroupArn: outputOf(GROUP, "web"), containerName: "api", containerPort: 8080 }],
};
const balancer: ResourceSpec[] = [
  { type: GROUP, name: "web", inputs: { targetType: "ip" } },
  { type: LISTENER, name: "http", inputs: { defaultActions: [{ targetGroupArn: outputOf(GROUP, "web") }] } },
];

const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const ROUTE = "aws:ec2/route:Route";
const NAT = "aws:ec2/natGateway:NatGateway";
const inSubnet = { networkConfiguration: { subnets: [outputOf(SUBNET, "private")] } };
const way = (subnet: string, table: string): ResourceSpec => ({
  type: ASSOCIATION,
  name: `${subnet}-way`,
  inputs: { subnetId: outputOf(SUBNET, subnet), routeTableId: outputOf(TABLE, table) },
});
const network: ResourceSpec[] = [
  { type: "aws:ec2/vpc:Vpc", name: "net" },
  { type: SUBNET, name: "private", inputs: { vpcId: outputOf("aws:ec2/vpc:Vpc", "net") } },
  { type: SUBNET, name: "public" },
  { type: TABLE, name: "inside" },
  { type: TABLE, name: "outside", inputs: { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] } },
  way("private", "inside"),
  way("public", "outside"),
  { type: NAT, name: "nat", inputs: { subnetId: outputOf(SUBNET, "public") } },
  {
    type: ROUTE,
    name: "out",
    inputs: {
      routeTableId: outputOf(TABLE, "inside"),
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: outputOf(NAT, "nat"),
    },
  },
];

/** A VPC without a way out, and all that a start needs instead. */
const endpoints: readonly ResourceSpec[] = [
  net.vpc(),
  net.subnet("a"),
  net.group("app"),
  ...net.table("private", undefined, "a"),
  ...net.allEndpoints,
];
const onEndpoints = { ...net.placed(["a"]).service };
const DB = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";

testRule(startOrderDeclared, [
  {
    name: "nothing waits for the role's policy",
    verdict: "unmet",
    level: "advisory",
    kind: "start",
    resource: "api",
    says: ["nothing makes api wait for exec-managed", "Add `dependsOn: [exec-managed]`"],
  },
  {
    name: "a policy that gives nothing the start needs",
    others: [service({}), { ...inline([allow("s3:*", "*")]), name: "late" }],
    verdict: "met",
  },
  {
    name: "a right that no policy gives is the role's own fault, not the order's",
    container: { secrets: [{ name: "DB", valueFrom: DB }] },
    others: [service({}), { ...inline([allow("ssm:GetParameters", "*")]), name: "late" }],
    verdict: "met",
  },
  {
    name: "a policy that gives the secret, apart from the one that gives the pull",
    container: { secrets: [{ name: "DB", valueFrom: DB }] },
    others: [service({}), { ...inline([allow("secretsmanager:GetSecretValue", DB)]), name: "late" }],
    verdict: "unmet",
    says: ["dependsOn: [late]"],
  },
  {
    name: "two policies that only together allow a pull",
    without: ["exec-managed"],
    others: [
      service({}, [logs]),
      { ...inline([allow(["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "logs:*"], "*")]), name: "one" },
      { ...inline([allow("ecr:GetDownloadUrlForLayer", "*")]), name: "two" },
    ],
    verdict: "unmet",
    says: ["dependsOn: [one, two]"],
  },
  {
    name: "what a policy gives comes later",
    others: [
      service({}),
      {
        type: ROLE_POLICY,
        name: "late",
        inputs: { name: "late-1", role: "exec-1a2b3c4", policy: new Unknown("later") },
      },
    ],
    verdict: "unknown",
    suspects: "nothing makes api wait for late",
  },
  {
    name: "containers come later, and with them what they need",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
    suspects: "nothing makes api wait for exec-managed",
  },
  {
    name: "none of the policies gives anything",
    without: ["exec-managed"],
    others: [service({}, [logs]), { ...inline([allow("s3:*", "*")]), name: "late" }],
    verdict: "met",
  },
  {
    name: "a group whose name is written out",
    others: [service({}, [policies])],
    verdict: "unmet",
    says: ["api waits for log group /ecs/api", "dependsOn: [logs]"],
  },
  { name: "all is waited for", others: [service({})], verdict: "met" },
  {
    name: "the task definition waits, which is enough",
    others: [
      service({}, []),
      {
        type: "random:index/randomId:RandomId",
        name: "other",
      },
    ],
    taskDefinition: { tags: new Unknown("later", ordered) },
    verdict: "met",
  },
  {
    name: "through a component that waits",
    others: [
      service({}, [], { parent: urnOf("shop:Web", "web") }),
      { type: "shop:Web", name: "web", id: undefined, dependencies: ordered },
    ],
    verdict: "met",
  },
  {
    name: "a component that is waited for stands for its children",
    others: [
      service({}, [logs, urnOf("shop:Role", "role")]),
      { type: "shop:Role", name: "role", id: undefined },
      {
        type: ATTACHMENT,
        name: "exec-managed",
        parent: urnOf("shop:Role", "role"),
        inputs: {
          role: "exec-1a2b3c4",
          policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        },
      },
    ],
    verdict: "met",
  },
  {
    name: "a sibling in the same component is not waited for",
    others: [
      service({}, [logs], { parent: urnOf("shop:Web", "web") }),
      { type: "shop:Web", name: "web", id: undefined },
      {
        type: ATTACHMENT,
        name: "exec-managed",
        parent: urnOf("shop:Web", "web"),
        inputs: {
          role: "exec-1a2b3c4",
          policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        },
      },
    ],
    verdict: "unmet",
  },
  {
    name: "it waits for something that is not in view, which may wait in turn",
    others: [service({}, [urnOf("shop:Gate", "gone")])],
    verdict: "unknown",
    says: ["gone is not in view"],
  },
  {
    name: "the listener may come later than the service",
    others: [service(balanced), ...balancer],
    verdict: "unmet",
    says: [
      "a listener that leads to target group web",
      "dependsOn: [http]",
      "does not have an associated load balancer",
    ],
  },
  {
    name: "the listener comes first",
    others: [service(balanced, [...ordered, urnOf(LISTENER, "http")]), ...balancer],
    verdict: "met",
  },
  {
    name: "one of two listeners is enough",
    others: [
      service(balanced, [...ordered, urnOf(LISTENER, "http")]),
      ...balancer,
      {
        type: LISTENER,
        name: "https",
        inputs: { defaultActions: [{ targetGroupArn: outputOf(GROUP, "web") }] },
      },
    ],
    verdict: "met",
  },
  {
    name: "a listener that waits for the service is another rule's fault",
    others: [
      service(balanced),
      ...balancer.slice(0, 1),
      { ...(balancer[1] as ResourceSpec), dependencies: [urnOf(SERVICE, "api"), urnOf(GROUP, "web")] },
    ],
    verdict: "met",
  },
  {
    name: "the route through the NAT gateway and the way of its own subnet",
    others: [service(inSubnet), ...network],
    verdict: "unmet",
    says: ["private-way, out, public-way"],
  },
  {
    name: "the whole way is waited for",
    others: [
      service(inSubnet, [
        ...ordered,
        urnOf(ASSOCIATION, "private-way"),
        urnOf(ROUTE, "out"),
        urnOf(ASSOCIATION, "public-way"),
      ]),
      ...network,
    ],
    verdict: "met",
  },
  {
    name: "subnets that live on endpoints",
    others: [service(onEndpoints, [...ordered, urnOf(ASSOCIATION, "private-a")]), ...endpoints],
    verdict: "unmet",
    says: ["the VPC endpoints", "dependsOn: [ecr.api, ecr.dkr, logs, s3]"],
  },
  {
    name: "an outbound rule apart from its group",
    others: [
      service({
        networkConfiguration: {
          subnets: ["subnet-1"],
          securityGroups: [outputOf("aws:ec2/securityGroup:SecurityGroup", "tasks")],
        },
      }),
      { type: "aws:ec2/securityGroup:SecurityGroup", name: "tasks" },
      {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        name: "all-out",
        inputs: {
          securityGroupId: outputOf("aws:ec2/securityGroup:SecurityGroup", "tasks"),
          ipProtocol: "-1",
          cidrIpv4: "0.0.0.0/0",
        },
      },
    ],
    verdict: "unmet",
    says: ["dependsOn: [all-out]"],
  },
  {
    name: "the value of a secret",
    taskDefinition: { containerDefinitions: outputOf("aws:secretsmanager/secret:Secret", "db") },
    others: [
      service({}, [policies]),
      { type: "aws:secretsmanager/secret:Secret", name: "db" },
      {
        type: "aws:secretsmanager/secretVersion:SecretVersion",
        name: "db-value",
        inputs: { secretId: outputOf("aws:secretsmanager/secret:Secret", "db") },
      },
    ],
    verdict: "unmet",
    says: ["dependsOn: [db-value]"],
  },
  {
    name: "the mount target of a file system",
    taskDefinition: {
      volumes: [
        {
          name: "data",
          efsVolumeConfiguration: { fileSystemId: outputOf("aws:efs/fileSystem:FileSystem", "data") },
        },
      ],
    },
    others: [
      service({}),
      { type: "aws:efs/fileSystem:FileSystem", name: "data" },
      {
        type: "aws:efs/mountTarget:MountTarget",
        name: "data-a",
        inputs: { fileSystemId: outputOf("aws:efs/fileSystem:FileSystem", "data") },
      },
    ],
    verdict: "unmet",
    says: ["dependsOn: [data-a]"],
  },
  {
    name: "the capacity providers of the cluster",
    others: [
      service({
        launchType: undefined,
        capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
      }),
      {
        type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
        name: "spot",
        inputs: { clusterName: outputOf(CLUSTER, "main"), capacityProviders: ["FARGATE_SPOT"] },
      },
    ],
    verdict: "unmet",
    says: ["dependsOn: [spot]"],
  },
  {
    name: "a policy of the service's own name is told by its type",
    without: ["exec-managed"],
    others: [
      service({}, [logs]),
      {
        type: ATTACHMENT,
        name: "api",
        inputs: {
          role: "exec-1a2b3c4",
          policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        },
      },
    ],
    verdict: "unmet",
    says: ["nothing makes api wait for RolePolicyAttachment api"],
  },
  {
    name: "a service that exists has started before",
    others: [service({}, [], { id: "arn:…:service/api", outputs: { arn: "arn:…:service/api" } })],
    stack: { hasPriorState: true },
    verdict: "none",
  },
  {
    name: "a policy that exists is there already",
    others: [
      service({}, [logs]),
      {
        type: ATTACHMENT,
        name: "exec-managed",
        id: "exec-1",
        inputs: {
          role: "exec-1a2b3c4",
          policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        },
      },
    ],
    stack: { hasPriorState: true },
    verdict: "met",
  },
  { name: "nothing starts now", service: { desiredCount: 0 }, verdict: "none" },
  { name: "how many start comes later", service: { desiredCount: new Unknown("later") }, verdict: "unknown" },
  { name: "no site", service: null, verdict: "none" },
]);
