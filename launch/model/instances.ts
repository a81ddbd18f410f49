import type { Known, Unknown } from "../known";
import type { Reference, ResourceRef } from "../reference";

/** EC2 instances that this stack makes from one template: an Auto Scaling group, or a single instance. */
export interface InstancePool {
  /** The group or instance. */
  readonly ref: ResourceRef;
  /** What the instances are made from: template, configuration, or the instance itself. */
  readonly template: ResourceRef;
  /** URNs of the capacity providers of this stack that it is behind. */
  readonly providers: readonly string[];
  readonly most: Known<number | undefined>;
  /** Any of them may be chosen. */
  readonly types: Known<readonly Known<string>[]>;
  /** As written: an id, or `resolve:ssm:…`. */
  readonly image: Known<string | undefined>;
  /** Decoded. */
  readonly userData: Known<string | undefined>;
  /** Why EC2 takes no such user data, so that there will be no template; undefined: it does, as far as is known. */
  readonly refused?: string | undefined;
  /** Resources that the user data comes from. */
  readonly userDataFrom: readonly string[];
  readonly profile: Reference;
  /** The role in the profile; unknown where it cannot be followed. */
  readonly role: Reference | Unknown;
  readonly region: Known<string | undefined>;
}

/** A capacity provider that this stack makes. */
export interface CapacityProvider {
  readonly ref: ResourceRef;
  readonly name: Known<string | undefined>;
  readonly region: Known<string | undefined>;
  /** Managed Instances, which ECS chooses and joins; `undefined`: those of an Auto Scaling group. */
  readonly managed: Known<ManagedInstances | undefined>;
}

export interface ManagedInstances {
  /** The role in their instance profile; unknown where it cannot be followed. */
  readonly instanceRole: Reference | Unknown;
  /** With which ECS makes them. */
  readonly infrastructureRole: Reference;
}

/**
 * Whether the image is one of ECS's own, by the public parameter that holds its id.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 */
export const isEcsImage = (image: Known<string | undefined>): boolean =>
  typeof image === "string" && ECS_IMAGE.test(image);

const ECS_IMAGE =
  /^resolve:ssm:\/aws\/service\/(?:ecs\/optimized-ami|ami-windows-latest\/.*ECS_Optimized|bottlerocket\/aws-ecs)/;
