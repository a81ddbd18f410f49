import type { Malformation } from "./task-definition";

type Trace = "output" | "object" | "urn" | "undefined";

/**
 * What an SDK answers when an Output is turned into text or JSON: Node.js (`toString`, `toJSON`), Python (`__str__`).
 * https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/output.ts
 * https://github.com/pulumi/pulumi/blob/master/sdk/python/lib/pulumi/output.py
 */
const OUTPUT_ERROR = /Calling [^\n]{1,20} on an \[?Output\b[^\n]{0,10} is not supported/;
/** What JavaScript makes of an object, a Promise or an early SDK's Output, and Python of an early SDK's. */
const OBJECT_TEXT = /\[object (?:Object|Promise)\]|<pulumi\.output\.Output object at 0x/;
const URN = /(?:^|[\s"'=])urn:pulumi:[^\s:]+::[^\s:]+::/;
/** Between two separators: `null` is a word that people use, `undefined` and `NaN` hardly ever. */
const UNDEFINED_PART = /(?:^|[/:.@_-])(?:undefined|NaN)(?=$|[/:.@_-])|(?:^|[/:])null(?=$|[/:])/;
/** Host, user or repository of an image, in full; a tag may be called so, and so may a part of a name. */
const UNDEFINED_IN_IMAGE = /(?:^|\/)(?:undefined|NaN|null)(?=\/|$|:[^/]*$|@)|^(?:undefined|NaN|null)\./;
const WHOLLY_UNDEFINED = /^(?:undefined|NaN|null)$/;
const ARN_WITHOUT_PLACE = /^arn:(?:[^:]*:){0,3}(?:undefined|NaN|null):/;

const PROBLEMS: Readonly<Record<Trace, string>> = {
  output: "holds the error text of an Output that was turned into a string",
  object: "holds what a string makes of an object, a Promise or an Output",
  urn: "holds a Pulumi URN, and ECS knows none",
  undefined: "holds undefined, null or NaN as text",
};

/** Which of the traces stop a start there, and which only leave a wrong value; a trace in neither is none there. */
interface Place {
  readonly path: RegExp;
  effect(trace: Trace, text: string): Malformation["effect"] | undefined;
}

const always = (trace: Trace): Malformation["effect"] | undefined =>
  trace === "undefined" ? "policy" : "start";
/** The task starts whatever stands there, and the user's own program gets it. */
const wrongValue = (trace: Trace): Malformation["effect"] | undefined =>
  trace === "output" || trace === "object" ? "policy" : undefined;
const anArn = (trace: Trace, text: string): Malformation["effect"] =>
  trace !== "undefined" || WHOLLY_UNDEFINED.test(text) || ARN_WITHOUT_PLACE.test(text) ? "start" : "policy";

/** First match counts. */
const PLACES: readonly Place[] = [
  {
    path: /\.image$/i,
    // What was built and pushed as `:undefined` by the same mistake is there to be pulled.
    effect: (trace, text) => (trace === "undefined" && !UNDEFINED_IN_IMAGE.test(text) ? "policy" : "start"),
  },
  {
    path: /\.(?:valueFrom|credentialsParameter)$|^(?:executionRole|taskRole)Arn$|\.environmentFiles\b.*\.value$/i,
    effect: anArn,
  },
  { path: /\.options\.awslogs-region$|^(?:cpu|memory|networkMode)$/i, effect: () => "start" },
  { path: /\.options\.awslogs-group$/i, effect: always },
  {
    // A log stream may be called [object Object], but holds no colon.
    path: /\.options\.awslogs-stream-prefix$/i,
    effect: (trace) => (trace === "output" || trace === "urn" ? "start" : "policy"),
  },
  { path: /\.entryPoint\[0\]$/i, effect: (trace) => (trace === "undefined" ? undefined : "start") },
  {
    path: /\.(?:environment|dockerLabels|command|entryPoint|options|secrets\[\d+\]\.name|containerPath|hostPath|workingDirectory|user|systemControls|mountOptions)\b/i,
    effect: wrongValue,
  },
  {
    path: /\.(?:name|hostname|logDriver|protocol|appProtocol|sourceVolume|sourceContainer|containerName|condition|type)$|\.links\[\d+\]$|^family$/i,
    effect: always,
  },
  { path: /\.(?:fileSystemId|accessPointId)$/i, effect: () => "start" },
];

/**
 * The trace of a Promise, an Output or a missing value in a text, and what it does in the place `path`.
 * `undefined` where there is none. Never quotes the text.
 */
export function lostIn(text: string, path: string): Malformation | undefined {
  const trace = traceIn(text);
  if (trace === undefined) return undefined;
  const place = PLACES.find((candidate) => candidate.path.test(path));
  const effect = (place?.effect ?? wrongValue)(trace, text);
  return effect === undefined ? undefined : { path, problem: PROBLEMS[trace], effect };
}

function traceIn(text: string): Trace | undefined {
  if (OUTPUT_ERROR.test(text)) return "output";
  if (OBJECT_TEXT.test(text)) return "object";
  if (URN.test(text)) return "urn";
  return UNDEFINED_PART.test(text) ? "undefined" : undefined;
}
