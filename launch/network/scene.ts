import type { CloudModel } from "../model/cloud-model";
import type { Known } from "../known";
import type { Launch } from "../launch";
import type { Network, Subnet, Vpc } from "../model/network";
import type { Settings } from "../settings";
import type { Verdict } from "../verdict";
import type { Caller } from "./caller";
import type { EndpointsFor } from "./endpoint-way";
import type { Way } from "./way";
import { waysOut } from "./ways-out";
import type { Needs, Service } from "./services";
import type { Result } from "./result";

/** What the judgement of one launch rests on. */
export interface Scene {
  readonly launch: Launch;
  readonly model: CloudModel;
  readonly settings: Settings;
  readonly caller: Caller;
  readonly needs: Needs;
}

/** One subnet with its VPC in view. */
export interface Place {
  readonly scene: Scene;
  readonly network: Network;
  readonly subnet: Subnet;
  readonly vpc: Vpc;
  readonly internet: Way;
  readonly endpoints: ReadonlyMap<Service, EndpointsFor>;
  /** Interface endpoints (or the S3 gateway, where there is no route out at all) are how this subnet is meant to reach AWS. */
  readonly livesOnEndpoints: Known<boolean>;
}

/** The subnets that are in view. */
export const seenBy =
  ({ model }: Scene) =>
  (ids: readonly string[]): Subnet[] =>
    ids.flatMap((id) => model.network.subnets.get(id) ?? []);

/** A service over the internet, under the rule that owns what is weakest on the way there. */
export function internetResult(service: Service, place: Place, verdict: Verdict): Result {
  const { internet, subnet, vpc, scene } = place;
  const { rule, resource, lacksRoute } = internet;
  const remedy = lacksRoute === undefined ? internet.remedy : waysOut(scene.needs.services, lacksRoute, vpc);
  return { rule, resource, subnet, service, verdict, remedy };
}
