import { Catalogue } from "../launch/model/catalogue";
import type { CloudModel } from "../launch/model/cloud-model";
import { withKnownParts } from "./known-parts";
import { ownAccount } from "./own-account";
import { readClusters } from "./readers/clusters";
import { readGuarded } from "./readers/guarded";
import { otherInstancesIn, readCapacityProviders, readInstancePools } from "./readers/instances";
import { readImageBuilds, readRepositoryContents } from "./readers/images";
import { completionsIn } from "./readers/completions";
import { readLaunchSites } from "./readers/launch-sites";
import { readTargetGroups } from "./readers/load-balancers";
import { readLogGroups } from "./readers/logs";
import { readNetwork } from "./readers/network";
import { waitsIn } from "./readers/order";
import { readRegistry, readRepositories } from "./readers/repositories";
import { readRoles, spellingsOfRole } from "./readers/roles";
import { readSecretContents } from "./readers/secrets";
import { readStateMachines } from "./readers/state-machines";
import {
  readTaskDefinitions,
  spellingsOfTaskDefinition,
  textsOfTaskDefinition,
} from "./readers/task-definitions";
import type { Stack } from "./stack";
import { nameIn } from "./unknown-output";
import { StackView } from "./view";

/** What the resources of a stack say of the cloud. */
export function toCloudModel(stack: Stack): CloudModel {
  const view = new StackView(withKnownParts(stack));
  const waitsOf = waitsIn(view);
  const account = ownAccount(view);
  return {
    taskDefinitions: new Catalogue(
      readTaskDefinitions(view),
      textsOfTaskDefinition(view),
      spellingsOfTaskDefinition,
    ),
    sites: new Catalogue(readLaunchSites(view), () => []),
    roles: new Catalogue(readRoles(view, account), ({ name, arn }) => [name, arn], spellingsOfRole),
    logGroups: new Catalogue(readLogGroups(view), ({ name }) => [name]),
    clusters: new Catalogue(
      readClusters(view),
      ({ name, arn }) => [name, arn],
      (text) => [text, text.slice(text.lastIndexOf("/") + 1)],
    ),
    repositories: new Catalogue(readRepositories(view), ({ name }) => [name]),
    repositoryContents: new Catalogue(readRepositoryContents(view, waitsOf), ({ name }) => [name]),
    imageBuilds: new Catalogue(readImageBuilds(view), ({ references }) => references),
    capacityProviders: new Catalogue(readCapacityProviders(view), ({ name }) => [name]),
    instancePools: readInstancePools(view),
    otherInstances: otherInstancesIn(view),
    secretContents: new Catalogue(readSecretContents(view, waitsOf), ({ arn }) => [arn]),
    targetGroups: new Catalogue(readTargetGroups(view, waitsOf), ({ name, arn }) => [name, arn]),
    registry: readRegistry(view),
    stateMachines: readStateMachines(view),
    guarded: readGuarded(view),
    network: readNetwork(view),
    account,
    waitsOf,
    completedBy: completionsIn(view),
    isNew: (urn) => {
      const resource = view.byUrn(urn);
      return resource !== undefined && resource.isBeingCreated;
    },
    nameOf: nameIn,
    typeOf: (urn) => view.byUrn(urn)?.resource.type,
    firstDeployment: !stack.hasPriorState,
  };
}
