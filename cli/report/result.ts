import type { Kind, LaunchType, Level, Stage } from "../../launch/launch";
import type { NetworkPath } from "../../launch/network/network-paths";
import type { Analysis, Finding, JudgedLaunch } from "../../policies/analysis";
import type { SourceLocation } from "../../policies/stack";
import { redact } from "../redact";

/** What the command answers; `--format json` prints it. Schema: schema/result.schema.json. */
export interface Result {
  readonly version: 1;
  readonly launches: readonly ResultLaunch[];
  readonly findings: readonly ResultFinding[];
  readonly notJudged: readonly {
    readonly resource: string;
    readonly type: string;
    readonly because: string;
  }[];
  readonly summary: Summary;
}

export interface ResultLaunch {
  /** `<task definition>@<site or none>` */
  readonly id: string;
  /** URN, ARN or `file:<path>`. */
  readonly taskDefinition: string;
  readonly site: string | null;
  readonly launchType: LaunchType | null;
  readonly requirements: readonly ResultRequirement[];
  readonly networkPaths: readonly ResultNetworkPath[];
}

/** The way of one service's traffic from one subnet. */
export interface ResultNetworkPath {
  readonly interface: "task" | "instance";
  /** The launch site, or the group of instances. */
  readonly of: string;
  readonly subnet: string | null;
  /** The end of the endpoint's name, or the host of a registry. */
  readonly service: string;
  readonly region: string | null;
  readonly verdict: "met" | "unmet" | "unknown";
  readonly because: string;
  readonly hops: readonly {
    readonly kind: string;
    readonly name: string;
    readonly verdict: "met" | "unmet" | "unknown";
  }[];
}

export interface ResultRequirement {
  readonly rule: string;
  readonly kind: Kind;
  readonly stage: Stage;
  readonly verdict: "met" | "unmet" | "unknown";
  readonly level: Level;
  readonly resource: string;
  readonly subject: string;
  readonly because: string;
  readonly suspicion: string | null;
  readonly stoppedReason: string | null;
  readonly remedy: string;
}

export interface ResultFinding {
  readonly rule: string;
  readonly kind: Kind;
  readonly verdict: "unmet" | "unknown";
  readonly suspicion: boolean;
  readonly level: Level;
  readonly resource: string;
  readonly subject: string;
  readonly launches: readonly string[];
  readonly message: string;
  readonly remedy: string;
  readonly location: SourceLocation | null;
  readonly exemption: string | null;
}

export interface Summary {
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
  /** Findings that count: exempted ones do not. */
  readonly mandatory: number;
  readonly advisory: number;
}

export interface Presentation {
  /** Where in the program a resource is made. */
  readonly locate: (id: string) => SourceLocation | undefined;
  /** Texts that must not be printed. */
  readonly secrets: ReadonlySet<string>;
}

/** The one result that every format prints. */
export function toResult(analysis: Analysis, { locate, secrets }: Presentation): Result {
  const requirements = analysis.launches.flatMap((launch) => launch.requirements);
  const counted = (is: string): number => requirements.filter(({ verdict }) => verdict.is === is).length;
  const open = analysis.findings.filter(({ exemption }) => exemption === null);
  const result: Result = {
    version: 1,
    launches: analysis.launches.map(toLaunch),
    findings: analysis.findings.map((finding) => toFinding(finding, locate)),
    notJudged: analysis.notJudged,
    summary: {
      met: counted("met"),
      unmet: counted("unmet"),
      unknown: counted("unknown"),
      mandatory: open.filter(({ level }) => level === "mandatory").length,
      advisory: open.filter(({ level }) => level === "advisory").length,
    },
  };
  return redact(result, secrets);
}

function toLaunch({ launch, launchType, requirements, networkPaths }: JudgedLaunch): ResultLaunch {
  return {
    id: launch.id,
    taskDefinition: launch.taskDefinition.ref.id,
    site: launch.site?.ref.id ?? null,
    launchType,
    requirements: requirements.map((requirement) => ({
      rule: requirement.rule,
      kind: requirement.kind,
      stage: requirement.stage,
      verdict: requirement.verdict.is,
      level: requirement.level,
      resource: requirement.resource.id,
      subject: requirement.subject,
      because: requirement.verdict.because,
      suspicion: requirement.verdict.is === "unknown" ? (requirement.verdict.suspicion ?? null) : null,
      stoppedReason: requirement.stoppedReason ?? null,
      remedy: requirement.remedy,
    })),
    networkPaths: networkPaths.map(toPath),
  };
}

function toPath({ who, of, subnet, service, verdict, hops }: NetworkPath): ResultNetworkPath {
  return {
    interface: who,
    of: of.id,
    subnet: subnet?.id ?? null,
    service: service.name,
    region: typeof service.region === "string" ? service.region : null,
    verdict: verdict.is,
    because: verdict.because,
    hops,
  };
}

function toFinding(finding: Finding, locate: Presentation["locate"]): ResultFinding {
  const { resource, ...rest } = finding;
  return { ...rest, resource: resource.id, location: locate(resource.id) ?? null };
}
