import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  AnalyzerInfo,
  EnforcementLevel,
  PolicyConfigSchema,
  PolicyInfo,
  PolicySeverity,
  PolicyType,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { Severity } from "../rule";
import type { Schema } from "../schema-check";
import { PACK } from "../settings";
import type { PolicyDescription } from "./policies";

/** What the engine and the consoles learn of the pack. */
export function toAnalyzerInfo(policies: readonly PolicyDescription[], version: string): AnalyzerInfo {
  return new AnalyzerInfo()
    .setName(PACK)
    .setDisplayname("ECS preflight")
    .setDescription("Says before a deployment whether the tasks of an ECS service will start.")
    .setVersion(version)
    .setSupportsconfig(true)
    .setProvider("aws")
    .setTagsList(["aws", "ecs"])
    .setRepository("https://github.com/ecs-preflight/ecs-preflight")
    .setPoliciesList(policies.map(toPolicyInfo));
}

function toPolicyInfo(policy: PolicyDescription): PolicyInfo {
  const info = new PolicyInfo()
    .setName(policy.name)
    .setDisplayname(policy.displayName)
    .setDescription(policy.description)
    .setRemediationSteps(policy.remediationSteps ?? "")
    .setUrl(policy.url)
    .setEnforcementlevel(toProtoLevel(policy.enforcementLevel))
    .setSeverity(toProtoSeverity(policy.severity))
    .setTagsList([...policy.tags])
    .setPolicyType(
      policy.type === "resource" ? PolicyType.POLICY_TYPE_RESOURCE : PolicyType.POLICY_TYPE_STACK,
    );
  return policy.configSchema === undefined ? info : info.setConfigschema(toConfigSchema(policy.configSchema));
}

export function toProtoLevel(level: "mandatory" | "advisory"): EnforcementLevel {
  return level === "mandatory" ? EnforcementLevel.MANDATORY : EnforcementLevel.ADVISORY;
}

export function toProtoSeverity(severity: Severity | undefined): PolicySeverity {
  return severity === undefined ? PolicySeverity.POLICY_SEVERITY_UNSPECIFIED : SEVERITIES[severity];
}

const SEVERITIES: Readonly<Record<Severity, PolicySeverity>> = {
  low: PolicySeverity.POLICY_SEVERITY_LOW,
  medium: PolicySeverity.POLICY_SEVERITY_MEDIUM,
  high: PolicySeverity.POLICY_SEVERITY_HIGH,
  critical: PolicySeverity.POLICY_SEVERITY_CRITICAL,
};

function toConfigSchema(properties: Readonly<Record<string, Schema>>): PolicyConfigSchema {
  return new PolicyConfigSchema().setProperties(structOf(properties));
}

/**
 * Messages of two copies of google-protobuf do not mix, and an installation may hold two: this makes the
 * `Struct` of the copy that the SDK's messages were made with. The two bytes are a schema whose only field is an empty struct.
 */
export function structOf(value: object): Struct {
  const sample = PolicyConfigSchema.deserializeBinary(Uint8Array.of(0x0a, 0x00)).getProperties();
  if (sample === undefined) throw new Error("@pulumi/pulumi/proto does not read an empty struct");
  return (sample.constructor as typeof Struct).fromJavaScript(value as Record<string, JavaScriptValue>);
}
