import type { Schema } from "./schema-check";

const ASSUMPTION = { type: "boolean", default: true } as const;

/** Settings of the whole pack, as they stand under `ecs-preflight` in a policy configuration. */
export const SETTINGS_SCHEMA = {
  preset: {
    type: "string",
    enum: ["strict", "advisory"],
    default: "strict",
    description:
      "strict: every rule at its own level; advisory: nothing stops a deployment, except rules set to mandatory that are advisory by themselves.",
  },
  account: {
    type: "string",
    pattern: "^\\d{12}$",
    description: "The AWS account the stack deploys to, 12 digits, where provider and program do not say it.",
  },
  region: {
    type: "string",
    pattern: "^[a-z]{2,}(-[a-z]+)+-\\d+$",
    description: "The AWS region, such as eu-west-1, of resources that state none.",
  },
  memoryFloors: {
    type: "array",
    default: [],
    description:
      "The least memory by image, looked at before the floors of recognised runtimes; the first match counts.",
    items: {
      type: "object",
      required: ["image", "memory"],
      additionalProperties: false,
      properties: {
        image: { type: "string", description: "Image reference, with * for any part." },
        memory: { type: "integer", minimum: 0, description: "MiB; 0 switches the floor off for this image." },
      },
    },
  },
  managedElsewhere: {
    type: "array",
    default: [],
    items: { type: "string" },
    description:
      "Names or URNs, with * for any part, of objects of this stack whose configuration other stacks or people complete: what is absent there is unknown.",
  },
  assume: {
    type: "object",
    default: {},
    additionalProperties: false,
    description: "What is taken for granted because it can't be seen; false makes it unknown.",
    properties: {
      organizationAllows: {
        ...ASSUMPTION,
        description: "Service control and resource control policies do not deny.",
      },
      unseenResourcePoliciesGrantNothing: {
        ...ASSUMPTION,
        description:
          "A resource policy of the own account that is not in view grants a role nothing of its own.",
      },
      unknownDocumentsDoNotDeny: {
        ...ASSUMPTION,
        description:
          "A policy document whose text is not known yet does not deny what another document allows.",
      },
    },
  },
  exemptions: {
    type: "array",
    default: [],
    description: "Findings that are accepted, each with the reason.",
    items: {
      type: "object",
      required: ["rule", "resource", "reason"],
      additionalProperties: false,
      properties: {
        rule: { type: "string", description: "Id of the rule." },
        resource: { type: "string", description: "Name or URN of the resource, with * for any part." },
        reason: { type: "string", pattern: "\\S", description: "a reason, in words" },
        until: {
          type: "string",
          pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
          description: "the last day on which the exemption counts, such as 2030-12-31",
        },
      },
    },
  },
} as const satisfies Record<string, Schema>;
