import assert from "node:assert/strict";
import fc from "fast-check";
import { Unknown } from "../../../launch/known";
import { parsePolicy, type PolicyKind } from "../../../launch/iam/policy-document";

const hidden = new Unknown("role `exec` is not created yet");
const allow = { Effect: "Allow", Action: "ecr:*", Resource: "*" };
const trust = {
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "ecs-tasks.amazonaws.com" },
};

describe("parsePolicy", () => {
  it("reads one statement and one value as lists of one", () => {
    const { statements } = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: allow }));
    assert.deepEqual(
      statements.map(({ actions }) => actions),
      [{ negated: false, patterns: ["ecr:*"] }],
    );
    assert.deepEqual(
      statements.map(({ variables }) => variables),
      [true],
    );
  });

  it("knows no variables without a version", () => {
    assert.equal(parsePolicy({ Statement: [allow] }).statements[0]?.variables, false);
  });

  it("keeps the reason of an unknown, wherever it stands", () => {
    assert.equal(parsePolicy(hidden).unknown, hidden);
    assert.equal(parsePolicy({ Statement: hidden }).unknown, hidden);
    assert.equal(parsePolicy({ Statement: [hidden] }).statements[0]?.effect, hidden);
    assert.deepEqual(
      parsePolicy({ Statement: { ...allow, Resource: ["*", hidden] } }).statements[0]?.resources?.patterns,
      ["*", hidden],
    );
  });

  const principals: readonly { name: string; principal: unknown; entries: readonly object[] }[] = [
    { name: "everybody", principal: "*", entries: [{ type: "*", id: "*" }] },
    { name: "everybody as AWS", principal: { AWS: "*" }, entries: [{ type: "*", id: "*" }] },
    {
      name: "an account id as a number",
      principal: { AWS: 111111111111 },
      entries: [{ type: "AWS", id: "111111111111" }],
    },
    {
      name: "several of several kinds",
      principal: {
        AWS: ["111111111111"],
        Service: "ecs.amazonaws.com",
        Federated: "cognito",
        CanonicalUser: "79a5",
      },
      entries: [
        { type: "AWS", id: "111111111111" },
        { type: "Service", id: "ecs.amazonaws.com" },
        { type: "Federated", id: "cognito" },
        { type: "CanonicalUser", id: "79a5" },
      ],
    },
    { name: "one unknown", principal: { AWS: hidden }, entries: [{ type: "AWS", id: hidden }] },
  ];
  for (const { name, principal, entries } of principals)
    it(`reads the principal: ${name}`, () => {
      const { statements } = parsePolicy(
        { Statement: { Effect: "Allow", Action: "ecr:*", Principal: principal } },
        "resource",
      );
      assert.deepEqual(statements[0]?.principals, { negated: false, entries });
    });

  const refused: readonly { name: string; document: unknown; kind?: PolicyKind; says: RegExp }[] = [
    { name: "text that is no JSON", document: "[object Object]", says: /not JSON/ },
    { name: "a list", document: [], says: /not a JSON object/ },
    { name: "no statement", document: { Version: "2012-10-17" }, says: /no Statement/ },
    { name: "an invented version", document: { Version: "2012-10-18", Statement: allow }, says: /version/ },
    { name: "no effect", document: { Statement: { ...allow, Effect: undefined } }, says: /no Effect/ },
    {
      name: "an effect in small letters",
      document: { Statement: { ...allow, Effect: "allow" } },
      says: /neither Allow nor Deny/,
    },
    {
      name: "no action",
      document: { Statement: { Effect: "Allow", Resource: "*" } },
      says: /neither Action nor NotAction/,
    },
    {
      name: "action and its opposite",
      document: { Statement: { ...allow, NotAction: "s3:*" } },
      says: /both Action and NotAction/,
    },
    {
      name: "an empty list of resources",
      document: { Statement: { ...allow, Resource: [] } },
      says: /empty list of resources/,
    },
    {
      name: "a resource that is no ARN",
      document: { Statement: { ...allow, Resource: "my-bucket/*" } },
      says: /my-bucket.*neither an ARN/,
    },
    {
      name: "an action without service",
      document: { Statement: { ...allow, Action: "GetObject" } },
      says: /GetObject.*no service/,
    },
    {
      name: "a principal in an identity policy",
      document: { Statement: { ...allow, Principal: "*" } },
      says: /names a Principal/,
    },
    { name: "a Sid with a hyphen", document: { Statement: { ...allow, Sid: "pull-images" } }, says: /Sid/ },
    {
      name: "one Sid twice",
      document: {
        Statement: [
          { ...allow, Sid: "a" },
          { ...allow, Sid: "a" },
        ],
      },
      says: /two statements/,
    },
    {
      name: "a trust policy without principal",
      document: { Statement: { Effect: "Allow", Action: "sts:AssumeRole" } },
      kind: "trust",
      says: /names no Principal/,
    },
    {
      name: "a trust policy with a resource",
      document: { Statement: { ...trust, Resource: "*" } },
      kind: "trust",
      says: /has a Resource/,
    },
    {
      name: "a condition that is a list",
      document: { Statement: { ...allow, Condition: [] } },
      says: /Condition/,
    },
  ];
  for (const { name, document, kind, says } of refused)
    it(`says why IAM refuses ${name}`, () => {
      const { malformed, statements } = parsePolicy(document, kind);
      assert.match(malformed ?? "", says);
      assert.deepEqual(statements, []);
    });

  it("takes a Sid with blanks in a resource policy", () => {
    const document = { Statement: { Sid: "allow pull", Effect: "Allow", Action: "ecr:*", Principal: "*" } };
    assert.equal(parsePolicy(document, "resource").malformed, undefined);
  });

  it("never throws, whatever JSON it is given", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        fc.constantFrom<PolicyKind>("identity", "resource", "trust"),
        (value, kind) => {
          parsePolicy(value, kind);
          parsePolicy({ Statement: value }, kind);
          parsePolicy(
            {
              Statement: [
                { ...trust, Condition: value },
                { ...allow, Principal: value, Resource: value },
              ],
            },
            kind,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
