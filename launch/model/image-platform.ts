import data from "../data/windows-builds.json";

/** What a task runs on, in the words of a task definition; what is left out is Linux on X86_64, as on Fargate. */
export interface RuntimePlatform {
  /** `LINUX` or a Windows server such as `WINDOWS_SERVER_2022_CORE`. */
  readonly operatingSystemFamily?: string | undefined;
  /** `X86_64` or `ARM64`. */
  readonly cpuArchitecture?: string | undefined;
}

/** What an image is built for, in the words of the OCI image specification. */
export interface ImagePlatform {
  readonly os: string;
  readonly architecture: string;
  /** Such as `v8`. */
  readonly variant?: string | undefined;
  /** Of Windows, such as `10.0.20348.2700`. */
  readonly osVersion?: string | undefined;
}

/**
 * Processors whose programs each runtime platform may run. The container runtimes also take the 32-bit image
 * where an index has no other: https://github.com/containerd/platforms/blob/main/compare.go
 */
const ARCHITECTURES: Readonly<Record<string, readonly string[]>> = {
  X86_64: ["amd64", "386"],
  ARM64: ["arm64", "arm"],
};

/** Whether a task on `runtime` can run the image; false only where it is certain that it cannot. */
export function runsOn(image: ImagePlatform, runtime: RuntimePlatform): boolean {
  const { operatingSystemFamily: family = "LINUX", cpuArchitecture = "X86_64" } = runtime;
  const architectures = ARCHITECTURES[cpuArchitecture];
  if (architectures !== undefined && !architectures.includes(image.architecture)) return false;
  if (family === "LINUX") return image.os === "linux";
  if (!family.startsWith("WINDOWS")) return true;
  return image.os === "windows" && buildFits(image.osVersion, hostBuild(family));
}

function buildFits(version: string | undefined, host: number | undefined): boolean {
  const build = Number(version?.split(".")[2] ?? Number.NaN);
  if (host === undefined || !Number.isInteger(build)) return true;
  return build === host || (build < host && build >= data.downwardFrom);
}

function hostBuild(family: string): number | undefined {
  const builds: Readonly<Record<string, number>> = data.builds;
  return builds[family.replace(/_(?:FULL|CORE)$/, "")];
}

/** `linux/arm64/v8`, `windows/amd64 10.0.20348.2700`. */
export function platformName({ os, architecture, variant, osVersion }: ImagePlatform): string {
  const name = [os, architecture, variant].filter((part) => part !== undefined && part !== "").join("/");
  return osVersion === undefined ? name : `${name} ${osVersion}`;
}

/** `LINUX on ARM64`. */
export function runtimeName({ operatingSystemFamily, cpuArchitecture }: RuntimePlatform): string {
  return `${operatingSystemFamily ?? "LINUX"} on ${cpuArchitecture ?? "X86_64"}`;
}

/** As the container runtimes spell it: `linux/arm64`. */
export function wantedPlatform({
  operatingSystemFamily = "LINUX",
  cpuArchitecture,
}: RuntimePlatform): string {
  const os = operatingSystemFamily === "LINUX" ? "linux" : "windows";
  return `${os}/${cpuArchitecture === "ARM64" ? "arm64" : "amd64"}`;
}
