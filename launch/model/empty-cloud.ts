import type { Known } from "../known";
import { Catalogue } from "./catalogue";
import type { CloudModel } from "./cloud-model";
import { nothingGuarded } from "./guarded";
import { emptyNetwork } from "./network";

/** A cloud of which nothing is in view but the number of the account. */
export function emptyCloud(account: Known<string>): CloudModel {
  const none = <T extends { readonly ref: { readonly id: string; readonly name: string } }>(): Catalogue<T> =>
    new Catalogue<T>([], () => []);
  return {
    taskDefinitions: none(),
    sites: none(),
    roles: none(),
    logGroups: none(),
    clusters: none(),
    repositories: none(),
    repositoryContents: none(),
    imageBuilds: none(),
    targetGroups: none(),
    secretContents: none(),
    capacityProviders: none(),
    instancePools: [],
    otherInstances: undefined,
    waitsOf: () => ({ on: new Set(), open: "no program is in view" }),
    completedBy: () => [],
    isNew: () => false,
    nameOf: (urn) => urn,
    registry: { pullThroughCaches: [], policies: [] },
    stateMachines: [],
    guarded: nothingGuarded(),
    network: emptyNetwork,
    account,
    typeOf: () => undefined,
    firstDeployment: false,
  };
}
