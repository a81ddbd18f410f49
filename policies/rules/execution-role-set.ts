import { isUnknown } from "../../launch/known";
import { executionRoleNeeds } from "../../launch/model/execution-role-needs";
import { registersForFargate } from "../../launch/model/platform";
import { met, unknown, unmet } from "../../launch/verdict";
import type { Rule } from "../rule";

export const executionRoleSet: Rule = {
  id: "execution-role-set",
  title: "There is an execution role where the features of the task need one",
  stage: "assume-role",
  kind: "start",
  level: "mandatory",
  severity: "critical",
  why: "ECS pulls from ECR, reads secrets and opens logs with the execution role, before the container exists.",
  remedy: "Set `executionRoleArn` to a role with `AmazonECSTaskExecutionRolePolicy`.",
  sources: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"],
  evidence: "observed",
  stoppedReasons: ["Fargate requires task definition to have execution role ARN"],
  decidedBy: "resource",
  *judge(launch) {
    const { executionRole, ref } = launch.taskDefinition;
    const subject = `${ref.name} has an execution role where its features need one`;
    if (isUnknown(executionRole.text)) {
      // What comes from another resource will be a value; anything else may turn out to be none.
      const verdict =
        executionRole.from.length > 0
          ? met("executionRoleArn is given")
          : unknown(executionRole.text.because);
      yield { subject, verdict };
      return;
    }
    if (executionRole.text !== undefined) {
      yield { subject, verdict: met("executionRoleArn is given") };
      return;
    }
    const { certain, open } = executionRoleNeeds(launch, registersForFargate(launch));
    const [first] = certain;
    if (first !== undefined) {
      const because = `there is no executionRoleArn, and ${certain.map(({ what }) => what).join(", ")}`;
      yield { subject, verdict: unmet(because), stoppedReason: first.stoppedReason };
    } else
      yield { subject, verdict: open === undefined ? met("nothing in it needs one") : unknown(open.because) };
  },
};
