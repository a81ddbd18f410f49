import { Unknown } from "../../../launch/known";
import { egressPathExists } from "../../../policies/rules/egress-path-exists";
import { base64, instances, ON_EC2 } from "../../support/instances";
import { testRule } from "../../support/judge";
import { outputOf } from "../../support/stack";
import * as net from "./network";
import * as ec2 from "./on-ec2";

const PROXY = base64(
  "echo ECS_CLUSTER=main-1a2b3c4 >> /etc/ecs/ecs.config\necho HTTP_PROXY=10.9.2.9:3128 >> /etc/ecs/ecs.config",
);

testRule(egressPathExists, [
  {
    name: "one of two subnets is stuck: instances of the other may run the tasks",
    ...ec2.onEc2(
      ["a", "c"],
      [net.subnet("c"), ...net.publicB, ...net.table("outbound", net.toNat, "c"), ...ec2.isolated],
    ),
    verdict: "unknown",
    suspects: "subnet a → route table private → no default route",
  },
  {
    name: "two subnets are stuck, each in its own way",
    ...ec2.onEc2(["a", "b"], [...net.publicB, ...ec2.isolated]),
    verdict: "unmet",
    says: ["subnet a → route table private → no default route"],
  },
  {
    name: "the template's interface names the subnet",
    ...ec2.onEc2(
      [],
      ec2.isolated,
      {
        vpcSecurityGroupIds: undefined,
        networkInterfaces: [
          {
            subnetId: outputOf(net.SUBNET, "a"),
            securityGroups: [outputOf(net.GROUP, "hosts")],
          },
        ],
      },
      { vpcZoneIdentifiers: undefined },
    ),
    verdict: "unmet",
    says: ["subnet a"],
  },
  {
    name: "a single instance instead of a group",
    ...ON_EC2,
    service: { ...ON_EC2.service, capacityProviderStrategies: undefined, launchType: "EC2" },
    others: [...ec2.base, ...ec2.isolated, ec2.single()],
    verdict: "unmet",
    resource: "private",
  },
  {
    name: "no subnet is named: the default VPC",
    ...ec2.onEc2([], ec2.isolated, {}, { vpcZoneIdentifiers: undefined, availabilityZones: ["eu-west-1a"] }),
    verdict: "unknown",
    says: ["the default VPC is not in view"],
  },
  {
    name: "subnets of another stack",
    ...ec2.onEc2([], [], {}, { vpcZoneIdentifiers: ["subnet-0f"] }),
    verdict: "unknown",
    says: ["subnet subnet-0f is not managed by this stack"],
  },
  {
    name: "the template is not in view: it may set a proxy",
    ...ec2.onEc2(["a"], ec2.isolated, {}, { launchTemplate: { id: "lt-1" } }),
    verdict: "unknown",
    suspects: "subnet a → route table private → no default route",
  },
  {
    name: "a proxy that nobody could reach",
    ...ec2.onEc2(["a"], ec2.isolated, { userData: PROXY }),
    verdict: "unmet",
  },
  {
    name: "a proxy that may run on another instance",
    ...ec2.onEc2(["a"], [...ec2.isolated, { ...ec2.single(), name: "squid" }], { userData: PROXY }),
    verdict: "unknown",
    suspects: "no default route",
  },
  {
    name: "a proxy behind a transit gateway",
    ...ec2.onEc2(["a"], net.table("private", [{ cidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-1" }], "a"), {
      userData: PROXY,
    }),
    verdict: "unknown",
  },
  {
    name: "several interfaces, of which one may stand elsewhere",
    ...ec2.onEc2(["a"], ec2.isolated, {
      networkInterfaces: [{ deviceIndex: 0 }, { deviceIndex: 1, subnetId: "subnet-0f" }],
    }),
    verdict: "unknown",
  },
  {
    name: "an image of one's own in a new VPC where nothing could be a proxy",
    ...ec2.onEc2(["a"], ec2.isolated, { imageId: "ami-0123456789abcdef0" }),
    verdict: "unmet",
  },
  {
    name: "an image of one's own beside an instance that may be a proxy",
    ...ec2.onEc2(["a"], [...ec2.isolated, { ...ec2.single(), name: "bastion" }], {
      imageId: "ami-0123456789abcdef0",
    }),
    verdict: "unknown",
    suspects: "no default route",
  },
  {
    name: "user data that comes later, in a new VPC where nothing could be a proxy",
    ...ec2.onEc2(["a"], ec2.isolated, {
      userData: new Unknown("the name of the cluster is known after the deployment"),
    }),
    verdict: "unmet",
  },
  {
    name: "Managed Instances: ECS makes them",
    ...ec2.onEc2(["a"], ec2.isolated),
    others: [
      ...ec2.base,
      ...ec2.isolated,
      ...instances().map((spec) =>
        spec.name === "own"
          ? { ...spec, inputs: { managedInstancesProvider: { infrastructureRoleArn: "x" } } }
          : spec,
      ),
    ],
    verdict: "unknown",
  },
]);
