import { output, type CustomResourceOptions, type Input, type Resource } from "@pulumi/pulumi";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { getSubnetOutput } from "@pulumi/aws/ec2/getSubnet";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import type { ServiceNetworkArgs } from "../ecs-service-args";

export interface TasksSecurityGroup {
  readonly group: SecurityGroup;
  /** What the first task has to wait for. */
  readonly rules: readonly Resource[];
}

/** A port that a load balancer opens connections to. */
export interface BalancedPort {
  readonly port: Input<number>;
  readonly protocol: Input<string>;
}

/**
 * The group of the tasks: they may open any connection, and the balancers may reach the ports they serve. The
 * rules are resources of their own, so that a program can add others.
 */
export function tasksSecurityGroup(
  name: string,
  network: ServiceNetworkArgs,
  ports: readonly BalancedPort[],
  tags: Input<Readonly<Record<string, Input<string>>>> | undefined,
  options: CustomResourceOptions,
): TasksSecurityGroup {
  const group = new SecurityGroup(
    name,
    {
      vpcId: network.vpcId ?? vpcOf(network, options),
      description: `Tasks of ${name}`,
      ...(tags === undefined ? {} : { tags }),
    },
    options,
  );
  const egress = ["0.0.0.0/0", "::/0"].map(
    (cidr, index) =>
      new SecurityGroupEgressRule(
        `${name}-${index === 0 ? "ipv4" : "ipv6"}`,
        {
          securityGroupId: group.id,
          ipProtocol: "-1",
          ...(index === 0 ? { cidrIpv4: cidr } : { cidrIpv6: cidr }),
        },
        options,
      ),
  );
  const ingress = ports.flatMap(({ port, protocol }, index) =>
    (network.loadBalancerSecurityGroupIds ?? []).map(
      (balancer, from) =>
        new SecurityGroupIngressRule(
          `${name}-${index}-${from}`,
          {
            securityGroupId: group.id,
            referencedSecurityGroupId: balancer,
            ipProtocol: protocol,
            fromPort: port,
            toPort: port,
          },
          options,
        ),
    ),
  );
  return { group, rules: [...egress, ...ingress] };
}

function vpcOf({ subnetIds }: ServiceNetworkArgs, options: CustomResourceOptions): Input<string> {
  const first = output(subnetIds).apply((ids) => ids[0] ?? "");
  return getSubnetOutput(
    { id: first },
    { ...(options.parent === undefined ? {} : { parent: options.parent }) },
  ).vpcId;
}
