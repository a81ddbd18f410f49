import assert from "node:assert/strict";
import fc from "fast-check";
import {
  platformName,
  runsOn,
  type ImagePlatform,
  type RuntimePlatform,
} from "../../../launch/model/image-platform";
import data from "../../../launch/data/windows-builds.json";

const windows = (build?: number): ImagePlatform => ({
  os: "windows",
  architecture: "amd64",
  osVersion: build === undefined ? undefined : `10.0.${build}.1`,
});
const linux = (architecture: string): ImagePlatform => ({ os: "linux", architecture });
const on = (family: string): RuntimePlatform => ({ operatingSystemFamily: family });

const cases: readonly [string, ImagePlatform, RuntimePlatform, boolean][] = [
  ["the default is Linux on X86_64", linux("amd64"), {}, true],
  ["another processor", linux("arm64"), {}, false],
  ["another processor, the other way", linux("amd64"), { cpuArchitecture: "ARM64" }, false],
  ["32-bit programs run on X86_64", linux("386"), {}, true],
  ["a processor that ECS does not name", linux("riscv64"), { cpuArchitecture: "ARM64" }, false],
  [
    "a processor that this version does not know may run anything",
    linux("amd64"),
    { cpuArchitecture: "NEW" },
    true,
  ],
  ["Windows on Linux", windows(17763), {}, false],
  ["Linux on Windows", linux("amd64"), on("WINDOWS_SERVER_2022_FULL"), false],
  ["the host's own build", windows(17763), on("WINDOWS_SERVER_2019_FULL"), true],
  ["an older build on 2019", windows(14393), on("WINDOWS_SERVER_2019_CORE"), false],
  ["a newer build on 2019", windows(20348), on("WINDOWS_SERVER_2019_CORE"), false],
  ["a build of 2019 on 2022", windows(17763), on("WINDOWS_SERVER_2022_CORE"), false],
  ["a build of 2022 on 2025", windows(20348), on("WINDOWS_SERVER_2025_CORE"), true],
  ["a build of 2025 on 2022", windows(26100), on("WINDOWS_SERVER_2022_CORE"), false],
  ["an image that names no build", windows(), on("WINDOWS_SERVER_2019_CORE"), true],
  ["a server that this version does not know", windows(17763), on("WINDOWS_SERVER_2031_CORE"), true],
];

describe("image and runtime platform", () => {
  for (const [name, image, runtime, fits] of cases)
    it(`${name}: ${fits ? "runs" : "does not run"}`, () => assert.equal(runsOn(image, runtime), fits));

  it("no Windows host runs an image newer than itself, and every host runs its own build", () => {
    const hosts = fc.constantFrom(...Object.entries(data.builds));
    fc.assert(
      fc.property(hosts, fc.integer({ min: 1, max: 9999 }), ([family, build], newer) => {
        assert.equal(runsOn(windows(build), on(`${family}_CORE`)), true);
        assert.equal(runsOn(windows(build + newer), on(`${family}_FULL`)), false);
      }),
    );
  });

  it("an image that hides its build is never refused for it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(data.builds)), (family) =>
        assert.equal(runsOn(windows(), on(family)), true),
      ),
    );
  });

  it("names are those of the runtimes", () => {
    assert.equal(platformName({ ...linux("arm64"), variant: "v8" }), "linux/arm64/v8");
    assert.equal(platformName(windows(20348)), "windows/amd64 10.0.20348.1");
  });
});
