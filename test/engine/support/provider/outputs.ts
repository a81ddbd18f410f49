/**
 * The state of a resource as the provider answers it: planned in a dry run (unknown for what AWS fills in),
 * with invented ids and ARNs once it is created.
 */
import { createHash } from "node:crypto";
import { normalizeContainerDefinitions } from "./container-definitions";
import { factsOf, fillsItems, nestedDefaults } from "./facts";
import { kindOf, mayBeMissing, type Member, type SdkTypes } from "./sdk-types";
import { containsUnknown, isObject, isUnknown, textOf, UNKNOWN, type Properties } from "./values";

export const ACCOUNT = "123456789012";

export interface StateRequest {
  readonly token: string;
  readonly urn: string;
  /** Checked inputs. */
  readonly inputs: Properties;
  /** State before an update: what AWS filled in stays. */
  readonly prior?: Properties;
  readonly region: string;
}

/** Answers with unknowns where AWS decides. */
export function plan(sdk: SdkTypes, request: StateRequest): Properties {
  return state(sdk, request, () => UNKNOWN);
}

/** Answers with invented values where AWS decides, and the id among them. */
export function create(
  sdk: SdkTypes,
  request: StateRequest,
): { readonly id: string; readonly state: Properties } {
  const facts = factsOf(request.token);
  const hex = createHash("sha256").update(request.urn).update(JSON.stringify(request.inputs)).digest("hex");
  const text = (name: string): string => textOf(request.inputs[name] ?? facts.defaults?.[name]);
  const words: Record<string, string> = {
    account: ACCOUNT,
    region: text("region") || request.region,
    revision: String(1 + (parseInt(hex.slice(0, 6), 16) % 500)),
    clusterName: text("cluster").split("/").pop() || "default",
    bareName: text("name").replace(/^\//, ""),
    uuid: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
      "-",
    ),
    HEX17: hex.slice(0, 17).toUpperCase(),
  };
  const expand = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, word: string) =>
      word in words
        ? (words[word] ?? "")
        : /^hex\d+$/.test(word)
          ? `0${hex.slice(1, Number(word.slice(3)))}`
          : text(word),
    );
  const id = textOf(request.prior?.["id"]) || expand(facts.id ?? "{hex17}");
  words["id"] = id;
  const [, module = "", name = ""] = request.token.split(":");
  const arn = facts.arn ?? `arn:aws:${module.split("/")[0]}:{region}:{account}:${name.toLowerCase()}/{id}`;
  const invented = (member: Member): unknown => {
    const given = facts.created?.[member.name];
    if (typeof given === "string") return expand(given);
    if (given !== undefined) return given;
    if (member.name === "arn") return expand(arn);
    if (member.name === "revision") return Number(words["revision"]);
    if (member.name === "ownerId") return ACCOUNT;
    return emptyOf(member);
  };
  return { id, state: { ...state(sdk, request, invented), id } };
}

function state(sdk: SdkTypes, request: StateRequest, filledIn: (member: Member) => unknown): Properties {
  const { token, inputs, prior } = request;
  const types = sdk.resource(token);
  if (types === undefined) return inputs;
  const defaults = factsOf(token).defaults ?? {};
  const outputs: Properties = {};
  for (const member of types.outputs.values()) {
    const { name } = member;
    const input = types.inputs.get(name);
    if (name in inputs) {
      outputs[name] = planned(
        sdk,
        inputs[name],
        input?.type ?? "",
        member.type,
        fillsItems(token, name),
        filledIn,
      );
    } else if (name === "tagsAll") {
      outputs[name] = inputs["tags"] ?? {};
    } else if (prior !== undefined && name in prior && !mayBeMissing(member)) {
      outputs[name] = prior[name];
    } else if (input === undefined || !mayBeMissing(member)) {
      outputs[name] = filledIn(member);
    } else {
      outputs[name] = defaults[name] ?? leftOut(member);
    }
  }
  const containers = outputs["containerDefinitions"];
  if (
    token === "aws:ecs/taskDefinition:TaskDefinition" &&
    typeof containers === "string" &&
    !isUnknown(containers)
  )
    outputs["containerDefinitions"] = normalizeContainerDefinitions(containers);
  return outputs;
}

/** A value that was given, with what Terraform puts in the places left out within it. */
function planned(
  sdk: SdkTypes,
  value: unknown,
  inputType: string,
  outputType: string,
  filled: boolean,
  filledIn: (member: Member) => unknown,
): unknown {
  if (isUnknown(value)) return UNKNOWN;
  if (Array.isArray(value))
    return value.map((item: unknown) => planned(sdk, item, inputType, outputType, filled, filledIn));
  const members = sdk.nested(outputType);
  if (!isObject(value) || members === undefined || members.size === 0) return value;
  const inputMembers = sdk.nested(inputType);
  const defaults = nestedDefaults(outputType.replace(/pulumi\.Output</, ""));
  const result: Properties = {};
  for (const member of members.values()) {
    const { name } = member;
    const given = inputMembers?.get(name);
    if (name in value) {
      result[name] = planned(sdk, value[name], given?.type ?? "", member.type, filled, filledIn);
    } else if (name in defaults) {
      result[name] = defaults[name];
    } else if (filled) {
      result[name] = emptyOf(member);
    } else if (given === undefined || !member.optional) {
      result[name] = filledIn(member);
    } else {
      result[name] = leftOut(member);
    }
  }
  return result;
}

function leftOut(member: Member): unknown {
  return kindOf(member.type) === "objects" ? [] : null;
}

function emptyOf(member: Member): unknown {
  switch (kindOf(member.type)) {
    case "string":
      return "";
    case "number":
      return 0;
    case "boolean":
      return false;
    case "list":
    case "objects":
      return [];
    case "map":
      return {};
    case "object":
      return null;
  }
}

/** Which inputs differ, and which of them make a new resource necessary. */
export function diff(
  token: string,
  olds: Properties,
  news: Properties,
): { readonly changed: readonly string[]; readonly replaced: readonly string[] } {
  const names = new Set(
    [...Object.keys(olds), ...Object.keys(news)].filter((name) => !name.startsWith("__")),
  );
  const changed = [...names].filter(
    (name) => containsUnknown(news[name]) || JSON.stringify(olds[name]) !== JSON.stringify(news[name]),
  );
  const replacing = new Set([
    "name",
    "namePrefix",
    "bucket",
    "region",
    "vpcId",
    "cidrBlock",
    ...(factsOf(token).replaceOn ?? []),
  ]);
  return { changed, replaced: changed.filter((name) => replacing.has(name)) };
}
