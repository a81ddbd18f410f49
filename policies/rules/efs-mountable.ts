import { answersOf } from "../../launch/network/judge";
import type { Rule } from "../rule";

export const efsMountable: Rule = {
  id: "efs-mountable",
  title: "Tasks reach a mount target of each EFS file system",
  stage: "start",
  kind: "start",
  level: "mandatory",
  severity: "high",
  why: "The mount is made before the containers start, over the task's own network interface; without a mount target in its zone, or with TCP 2049 closed on either side, the task stops.",
  remedy:
    "Make a mount target in a subnet of each zone that the tasks run in, and admit TCP 2049 from the tasks' security group in its group.",
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
  ],
  evidence: "documented",
  stoppedReasons: ["ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes"],
  decidedBy: "stack",
  judge: (launch, model, settings) => answersOf("efs-mountable", launch, model, settings),
};
