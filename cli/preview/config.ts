import * as fs from "node:fs";
import * as path from "node:path";
import { PreviewError } from "./error";
import type { Placeholders } from "./placeholder";
import type { Project } from "./project";
import { isRecord } from "./values";
import { readYaml } from "./yaml-file";

/** Configuration as the SDK takes it. */
export interface StackConfig {
  /** `<namespace>:<key>` -> text; structured values as JSON. */
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Keys whose values are encrypted, so that a stand-in was given. */
  readonly encryptedKeys: readonly string[];
  /** What was not read, in sentences for the user. */
  readonly notices: readonly string[];
}

/** The stack to preview: the one asked for, else the only one with a configuration file, else `dev`. */
export function chooseStack(project: Project, asked: string | undefined): string {
  if (asked !== undefined) {
    // Only the last part of `<organisation>/<project>/<stack>` is the stack's name.
    const name = asked.slice(asked.lastIndexOf("/") + 1);
    if (!/^[A-Za-z0-9_.-]+$/.test(name)) {
      throw new PreviewError(
        `"${asked}" is not a stack name: letters, digits, hyphens, underscores and periods.`,
      );
    }
    return name;
  }
  const stacks = stacksOf(project);
  return stacks.length === 1 ? (stacks[0] ?? "dev") : "dev";
}

/** Stacks that have a configuration file, sorted. */
export function stacksOf(project: Project): string[] {
  if (!fs.existsSync(project.configDirectory)) return [];
  const names = fs
    .readdirSync(project.configDirectory)
    .flatMap((file) => /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** Project defaults, overridden by the stack's file, overridden by `overrides`. Throws `PreviewError`. */
export function readConfig(
  project: Project,
  stack: string,
  overrides: Readonly<Record<string, string>>,
  placeholders: Placeholders,
): StackConfig {
  const values = new Map<string, unknown>();
  for (const [key, declared] of Object.entries(project.config)) {
    const value = isRecord(declared) ? (declared["value"] ?? declared["default"]) : declared;
    if (value !== undefined && value !== null) values.set(qualify(key, project.name), value);
  }
  const file = ["yaml", "yml"]
    .map((extension) => path.join(project.configDirectory, `Pulumi.${stack}.${extension}`))
    .find((candidate) => fs.existsSync(candidate));
  const content = file === undefined ? undefined : readYaml(file);
  const own = isRecord(content) ? content["config"] : undefined;
  if (own !== undefined && own !== null && !isRecord(own)) {
    throw new PreviewError(`\`config\` in Pulumi.${stack}.yaml is not a map of keys.`);
  }
  for (const [key, value] of Object.entries(own ?? {})) values.set(qualify(key, project.name), value);
  for (const [key, value] of Object.entries(overrides)) values.set(qualify(key, project.name), value);
  const rendered = render(values, declaredSecrets(project), placeholders);
  return {
    ...rendered,
    notices: [
      ...withoutFile(project, stack, file),
      ...environmentsIn(content, stack),
      ...rendered.encryptedKeys.map(
        (key) =>
          `Configuration ${key} is encrypted and was not read: its value is unknown. --config ${key}=<value> gives one.`,
      ),
    ],
  };
}

function render(
  values: ReadonlyMap<string, unknown>,
  secretKeys: ReadonlySet<string>,
  placeholders: Placeholders,
): Omit<StackConfig, "notices"> {
  const result: Record<string, string> = {};
  const secret = new Set([...secretKeys].filter((key) => values.has(key)));
  const encrypted = new Set<string>();
  for (const [key, value] of values) {
    const open = decrypt(value, () => {
      secret.add(key);
      encrypted.add(key);
      return placeholders.make(`configuration ${key} is encrypted`);
    });
    if (open === null || open === undefined) continue;
    result[key] = typeof open === "string" ? open : JSON.stringify(open);
  }
  return { values: result, secretKeys: [...secret], encryptedKeys: [...encrypted] };
}

function withoutFile(project: Project, stack: string, file: string | undefined): string[] {
  const others = stacksOf(project);
  if (file !== undefined || others.length === 0) return [];
  return [
    `Stack ${stack} has no configuration file; there are files for ${others.join(", ")}. --stack chooses one.`,
  ];
}

function environmentsIn(content: unknown, stack: string): string[] {
  const environment = isRecord(content) ? content["environment"] : undefined;
  if (environment === undefined || environment === null) return [];
  return [
    `Pulumi.${stack}.yaml takes configuration from Pulumi ESC environments, which are not read. --config <key>=<value> gives what is needed.`,
  ];
}

/** Replaces every `secure: <ciphertext>`, however deep. */
function decrypt(value: unknown, standIn: () => string): unknown {
  if (Array.isArray(value)) return value.map((item) => decrypt(item, standIn));
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "secure" && typeof value["secure"] === "string") return standIn();
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, decrypt(part, standIn)]));
}

function declaredSecrets(project: Project): Set<string> {
  const keys = Object.entries(project.config).filter(
    ([, value]) => isRecord(value) && value["secret"] === true,
  );
  return new Set(keys.map(([key]) => qualify(key, project.name)));
}

/** `image` is `<project>:image`; old files write `<project>:config:image`. */
function qualify(key: string, project: string): string {
  const [namespace = "", ...rest] = key.split(":");
  if (rest.length === 0) return `${project}:${key}`;
  return rest.length > 1 && rest[0] === "config" ? `${namespace}:${rest.slice(1).join(":")}` : key;
}
