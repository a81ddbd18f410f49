import * as assert from "node:assert/strict";
import { mayDo } from "../../../launch/iam/evaluate";
import { policyOf } from "../../../launch/iam/policy";
import { RequestContext } from "../../../launch/iam/request-context";
import { mayAssume } from "../../../launch/iam/trust";
import { Unknown } from "../../../launch/known";
import { EXAMPLES, FOREIGN, OWN, ROLE, Version } from "./published-cases";

describe("AWS's own examples of policy evaluation", () => {
  for (const example of EXAMPLES) {
    it(`${example.is}: ${example.name} (${example.page})`, () => {
      const identity = example.identity ?? [];
      const decision = mayDo(
        {
          action: example.action,
          resource: example.on,
          role: { arn: ROLE, accountId: OWN },
          context: new RequestContext(example.context),
        },
        {
          identity: identity.length === 0 ? [] : [policyOf("policy", { Version, Statement: identity })],
          complete: true,
          ...(example.boundary !== undefined && {
            boundary: policyOf("boundary", { Version, Statement: example.boundary }),
          }),
          resource: {
            accountId: example.account ?? OWN,
            policies:
              example.resource === undefined || example.resource.length === 0
                ? []
                : [policyOf("its policy", { Version, Statement: example.resource }, "resource")],
            complete: true,
          },
        },
      );
      assert.equal(decision.verdict.is, example.is, decision.verdict.because);
    });
  }

  const page = "AmazonECS/latest/developerguide/task-iam-roles.html";
  const trusts: readonly { name: string; condition: object; is: string }[] = [
    {
      name: "the account and any cluster of the region",
      condition: {
        ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-west-2:${OWN}:*` },
        StringEquals: { "aws:SourceAccount": OWN },
      },
      is: "met",
    },
    { name: "another account", condition: { StringEquals: { "aws:SourceAccount": FOREIGN } }, is: "unmet" },
    {
      name: "one cluster",
      condition: { ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-west-2:${OWN}:cluster/main` } },
      is: "unmet",
    },
  ];
  for (const { name, condition, is } of trusts) {
    it(`${is}: ECS assumes a role that asks for ${name} (${page})`, () => {
      const statement = {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: condition,
      };
      const { verdict } = mayAssume(policyOf("trust", { Version, Statement: statement }, "trust"), {
        service: "ecs-tasks.amazonaws.com",
        context: new RequestContext({
          "aws:SourceAccount": [OWN],
          "aws:SourceArn": [[`arn:aws:ecs:us-west-2:${OWN}:`, new Unknown("which one")]],
        }),
      });
      assert.equal(verdict.is, is, verdict.because);
    });
  }
});
