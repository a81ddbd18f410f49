import { Catalogue } from "../launch/model/catalogue";
import type { CloudModel } from "../launch/model/cloud-model";
import { ownAccount } from "./own-account";
import { readClusters } from "./readers/clusters";
import { readLaunchSites } from "./readers/launch-sites";
import { readLogGroups } from "./readers/logs";
import { readRepositories } from "./readers/repositories";
import { readRoles, spellingsOfRole } from "./readers/roles";
import {
  readTaskDefinitions,
  spellingsOfTaskDefinition,
  textsOfTaskDefinition,
} from "./readers/task-definitions";
import type { Stack } from "./stack";
import { StackView } from "./view";

/** What the resources of a stack say of the cloud. */
export function toCloudModel(stack: Stack): CloudModel {
  const view = new StackView(stack);
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
    account,
    typeOf: (urn) => view.byUrn(urn)?.resource.type,
    firstDeployment: !stack.hasPriorState,
  };
}
