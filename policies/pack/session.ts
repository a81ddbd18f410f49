import { analyse, type Analysis, type Finding } from "../analysis";
import { notJudgedIn } from "../not-judged";
import type { Rule } from "../rule";
import { applyLevels, DEFAULT_PACK_CONFIG, PACK, type PackConfig } from "../settings";
import { toCloudModel } from "../stack-model";
import type { AnalyzedResource, AnalyzedStackResource, RawProperties } from "./analyzed";
import { docsUrl } from "./docs";
import { stackOfAll, stackOfOne, type Circumstances } from "./stack-of-request";

/** What a policy has to say to the engine. */
export interface Violation {
  /** Name of the policy: the id of the rule. */
  readonly policy: string;
  readonly level: "mandatory" | "advisory";
  /** The resource that has to change; not a URN where it is none of this stack. */
  readonly urn: string;
  readonly message: string;
}

/** The stack that is previewed or deployed, as far as the engine says. */
export interface Operation {
  /** False in `pulumi up`; `undefined` where nothing is deployed at all, as in `pulumi policy analyze`. */
  readonly dryRun: boolean | undefined;
  /** Region of the stack's configuration. */
  readonly region: string | undefined;
}

/** Texts shorter than this would tear holes into ordinary words. */
const SHORTEST_SECRET = 4;

/** One operation of the engine: the resources one by one, at last the whole stack. */
export class Session {
  private config: PackConfig = DEFAULT_PACK_CONFIG;
  private rules: readonly Rule[];
  private operation: Operation = { dryRun: undefined, region: undefined };
  private readonly inputs = new Map<string, RawProperties>();
  private readonly reported = new Set<string>();
  private readonly secrets = new Set<string>();

  constructor(private readonly allRules: readonly Rule[]) {
    this.rules = allRules;
  }

  configure(config: PackConfig): void {
    this.config = config;
    this.rules = applyLevels(this.allRules, config).rules;
  }

  begin(operation: Operation): void {
    this.operation = operation;
  }

  /** A resource before it is operated on: what it proves unmet by itself. `toKeep` are its properties for the whole stack. */
  resource(resource: AnalyzedResource, toKeep: RawProperties = resource.properties): Violation[] {
    this.inputs.set(resource.urn, toKeep);
    const model = toCloudModel(stackOfOne(resource, this.circumstances()));
    if (model.taskDefinitions.items.length + model.sites.items.length === 0) return [];
    const rules = this.rules.filter(({ decidedBy }) => decidedBy === "resource");
    const unmet = analyse(model, rules, this.config.settings).findings.filter(
      ({ verdict }) => verdict === "unmet",
    );
    for (const finding of unmet) this.reported.add(keyOf(finding));
    return this.violations(unmet);
  }

  /** The whole stack: everything that was not reported of a single resource before. */
  stack(resources: readonly AnalyzedStackResource[]): Violation[] {
    const stack = stackOfAll(resources, this.inputs, this.circumstances());
    const { findings, notJudged } = analyse(
      toCloudModel(stack),
      this.rules,
      this.config.settings,
      notJudgedIn(stack),
    );
    const news = findings.filter((finding) => !this.reported.has(keyOf(finding)));
    const violations = [...this.violations(news), ...this.unjudged(notJudged)];
    this.inputs.clear();
    this.reported.clear();
    return violations;
  }

  private circumstances(): Circumstances {
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    return {
      region: this.config.region ?? this.operation.region ?? AWS_REGION ?? AWS_DEFAULT_REGION,
      account: this.config.account,
      secret: (text) => {
        if (text.length >= SHORTEST_SECRET) this.secrets.add(text);
      },
    };
  }

  private violations(findings: readonly Finding[]): Violation[] {
    return findings
      .filter(({ exemption }) => exemption === null)
      .map((finding) => ({
        policy: finding.rule,
        level: this.isAdvisoryNow(finding) ? "advisory" : finding.level,
        urn: finding.resource.id,
        message: this.withoutSecrets(
          `${finding.message}\nTo do: ${finding.remedy}\n${docsUrl(finding.rule)}`,
        ),
      }));
  }

  /** What the organisation forbids must not stop a stack that is half built. */
  private isAdvisoryNow({ kind }: Finding): boolean {
    return kind === "policy" && this.operation.dryRun === false;
  }

  private unjudged(notJudged: Analysis["notJudged"]): Violation[] {
    return notJudged.map(({ resource, because }) => ({
      policy: PACK,
      level: "advisory",
      urn: resource,
      message: `Whether its tasks will start is not judged: ${because}.`,
    }));
  }

  private withoutSecrets(message: string): string {
    const longestFirst = [...this.secrets].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((text, secret) => text.replaceAll(secret, "[secret]"), message);
  }
}

function keyOf({ rule, resource, subject }: Finding): string {
  return [rule, resource.id, subject].join("\n");
}
