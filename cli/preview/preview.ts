import type { PinRequest } from "../../components/lock/pin-request";
import type { Stack, StackResource } from "../../policies/stack";
import { chooseStack, readConfig } from "./config";
import { PreviewError } from "./error";
import { namedPlaces } from "./named-places";
import {
  chooseAccount,
  chooseRegion,
  type Place,
  placeNotices,
  refinePlace,
  type Setting,
} from "./own-place";
import { Placeholders } from "./placeholder";
import { readProject } from "./project";
import { findSdk } from "./runner";
import { wantsSecondPass, withTexts } from "./second-pass";
import { type LogEntry, PreviewSession, type SessionOptions, type UnansweredFunction } from "./session";
import { BOTH, StandIns, type Variant } from "./stand-ins";
import { readStateFile } from "./state";

const DEFAULT_TIMEOUT_SECONDS = 300;
const MAX_RETRIES = 2;

export interface PreviewOptions {
  /** Folder of `Pulumi.yaml`, or a folder below it. */
  readonly directory: string;
  /** Default: the only stack with a configuration file, else `dev`. */
  readonly stack?: string;
  /** Configuration that overrides the stack's file; keys without a namespace are the project's. */
  readonly config?: Readonly<Record<string, string>>;
  /** Default: `aws:region` of the configuration, else `AWS_REGION`, else us-east-1. */
  readonly region?: string;
  /** Default: `aws:allowedAccountIds` of the configuration when it names one, else 123456789012. */
  readonly account?: string;
  /** How long the program may take. Default: 300. */
  readonly timeoutSeconds?: number;
  /** File of `pulumi stack export` of this very stack. */
  readonly stateFile?: string;
  /**
   * Runs the program once only. Default: where one output hides all of a JSON text, it runs twice more, side by side and
   * unheard, with stand-ins for outputs, to see what else is in the text.
   */
  readonly singlePass?: boolean;
  /** Ends the preview and everything it started. */
  readonly signal?: AbortSignal;
  /** What the program logs and prints, as it happens. */
  onLog?(severity: Severity, message: string, urn: string | undefined): void;
}

export type Severity = LogEntry["severity"];

export interface PreviewedProgram {
  readonly stack: Stack;
  readonly log: readonly LogEntry[];
  /** What the program asked `pinImage` for; an image with a stand-in in it is left out, as unknown ones are. */
  readonly pinRequests: readonly PinRequest[];
  /** Function calls that got a result with unknown values. */
  readonly unansweredFunctions: readonly UnansweredFunction[];
  /** Texts that must never be printed. */
  readonly secrets: ReadonlySet<string>;
  /** What the preview assumed or left out, in sentences for the user. */
  readonly notices: readonly string[];
  readonly region: Setting;
  readonly account: Setting;
}

/**
 * Runs an unchanged Pulumi Node.js program against an engine that creates nothing, and returns the stack it
 * declares. Throws `PreviewError` for every wrong input and when the program fails.
 */
export async function previewProgram(options: PreviewOptions): Promise<PreviewedProgram> {
  const project = readProject(options.directory);
  const stackName = chooseStack(project, options.stack);
  const placeholders = new Placeholders();
  const overrides = {
    ...options.config,
    ...(options.region === undefined ? {} : { "aws:region": options.region }),
  };
  const config = readConfig(project, stackName, overrides, placeholders);
  const prior =
    options.stateFile === undefined ? undefined : readStateFile(options.stateFile, project.name, stackName);
  const sdk = findSdk(project);

  const attempt = async (
    place: Place,
    onLog: SessionOptions["onLog"],
    standIns?: StandIns,
  ): Promise<Attempt> => {
    const session = new PreviewSession({
      project,
      stackName,
      // A program that reads its region from the configuration must find the one everything else assumes.
      config: { ...config, values: { "aws:region": place.region.value, ...config.values } },
      sdk,
      region: place.region.value,
      account: place.account.value,
      placeholders,
      prior,
      standIns,
      timeoutSeconds: options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
      signal: options.signal,
      onLog,
    });
    await session.run();
    return { place, session };
  };
  const { place, session } = await settlePlace(
    {
      region: chooseRegion(options.region, config, placeholders),
      account: chooseAccount(options.account, config, placeholders),
    },
    placeholders,
    attempt,
    options.onLog?.bind(options),
  );

  const unheard = async (variant: Variant): Promise<PreviewSession> =>
    (await attempt(place, undefined, new StandIns(variant))).session;
  const resources =
    options.singlePass !== true && wantsSecondPass(session.resources)
      ? await seeTexts(session, unheard, options.signal)
      : session.resources;

  const stated = ({ value, from }: Setting): string | undefined =>
    from === "default" || placeholders.reasonIn(value) !== undefined ? undefined : value;
  return {
    stack: {
      project: project.name,
      name: stackName,
      resources,
      region: stated(place.region),
      account: stated(place.account),
      hasPriorState: prior !== undefined,
    },
    log: session.log,
    pinRequests: session.pinRequests.map((request) =>
      placeholders.reasonIn(request.image ?? "") === undefined ? request : { lockFile: request.lockFile },
    ),
    unansweredFunctions: session.unansweredFunctions,
    secrets: session.secrets,
    notices: [...config.notices, ...placeNotices(place)],
    ...place,
  };
}

/** Runs the program with both sets of stand-ins. What a failed run would have shown stays unknown. */
async function seeTexts(
  { resources, secrets }: PreviewSession,
  run: (variant: Variant) => Promise<PreviewSession>,
  signal: AbortSignal | undefined,
): Promise<readonly StackResource[]> {
  const [first, second] = BOTH;
  try {
    const [one, other] = await Promise.all([run(first), run(second)]);
    for (const text of [...one.secrets, ...other.secrets]) secrets.add(text);
    return withTexts(resources, [one.resources, other.resources]);
  } catch (error) {
    if (!(error instanceof PreviewError) || signal?.aborted === true) throw error;
    return resources;
  }
}

interface Attempt {
  readonly place: Place;
  readonly session: PreviewSession;
}

/**
 * Runs the program, and once more where nothing says its account or region while its own ARNs and image
 * hosts name another than the assumed one: a program that mixes both would contradict itself.
 */
async function settlePlace(
  place: Place,
  placeholders: Placeholders,
  attempt: (place: Place, onLog: SessionOptions["onLog"]) => Promise<Attempt>,
  onLog: SessionOptions["onLog"],
): Promise<Attempt> {
  let best = await attempt(place, onLog);
  for (let retries = 0; retries < MAX_RETRIES; retries++) {
    const next = refinePlace(best.place, namedPlaces(best.session.resources), placeholders);
    if (next === undefined) return best;
    try {
      best = await attempt(next, undefined);
    } catch (error) {
      if (error instanceof PreviewError) return best;
      throw error;
    }
  }
  return best;
}
