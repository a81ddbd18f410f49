import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { writeLock } from "../../components/lock/lock-file";
import { pinImage, type PinImageOptions } from "../../components/pin-image";
import { digestOf, image, index, startEcr, startRegistry, type Double } from "./registry/doubles";

const INDEX = index("linux/amd64", "linux/arm64/v8", "unknown/unknown");
const WINDOWS = index("windows/amd64 10.0.17763.1", "windows/amd64 10.0.20348.1");
const SINGLE = image("linux", "arm64");
const ACCOUNT = "123456789012";
const OTHER = "210987654321";
const ECR = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`;
const DIGEST = `sha256:${"ab".repeat(32)}`;

interface Case {
  readonly name: string;
  /** `HOST` stands for the public registry. */
  readonly image: string;
  readonly options?: PinImageOptions;
  readonly pinned?: string;
  /** What the error has to say. */
  readonly refused?: readonly string[];
  readonly warns?: string;
}

const LINUX_ARM = { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" };
const windows = (year: string): PinImageOptions => ({
  runtimePlatform: { operatingSystemFamily: `WINDOWS_SERVER_${year}_CORE` },
});

const cases: readonly Case[] = [
  {
    name: "a tag of a public registry becomes the digest of its index, after an anonymous token",
    image: "HOST/team/api:1.2.0",
    pinned: `HOST/team/api@${digestOf(INDEX)}`,
  },
  {
    name: "no tag means latest",
    image: "HOST/team/api",
    pinned: `HOST/team/api@${digestOf(SINGLE.text)}`,
  },
  {
    name: "an index with a build for the runtime platform",
    image: "HOST/team/api:1.2.0",
    options: { runtimePlatform: LINUX_ARM },
    pinned: `HOST/team/api@${digestOf(INDEX)}`,
  },
  {
    name: "an index without a build for the runtime platform",
    image: "HOST/team/api:1.2.0",
    options: windows("2022"),
    refused: [
      "[image-platform-matches]",
      "is built for linux/amd64, linux/arm64/v8, and the task runs WINDOWS_SERVER_2022_CORE on X86_64",
      "ECS answers: CannotPullContainerError: image Manifest does not contain descriptor matching platform 'windows/amd64'",
      "To do: ",
    ],
  },
  {
    name: "an index of Windows builds, one of them that of the host",
    image: "HOST/team/win:1",
    options: windows("2019"),
    pinned: `HOST/team/win@${digestOf(WINDOWS)}`,
  },
  {
    name: "a newer Windows host runs an image of 2022",
    image: "HOST/team/win:1",
    options: windows("2025"),
    pinned: `HOST/team/win@${digestOf(WINDOWS)}`,
  },
  {
    name: "a Windows host older than every image",
    image: "HOST/team/win:1",
    options: windows("2016"),
    refused: ["[image-platform-matches]", "windows/amd64 10.0.17763.1"],
  },
  {
    name: "a single image for another processor may be labelled wrongly: pinned, with a warning",
    image: "HOST/team/api:latest",
    options: { runtimePlatform: {} },
    pinned: `HOST/team/api@${digestOf(SINGLE.text)}`,
    warns: "is built for linux/arm64, and the task runs LINUX on X86_64",
  },
  {
    name: "a tag that does not exist, with the nearest of several pages first",
    image: "HOST/team/api:1.20",
    refused: [
      "[image-exists] image HOST/team/api:1.20 does not exist: repository team/api of HOST has no tag `1.20`",
      "ECS answers: CannotPullContainerError: pull image manifest has been retried",
      "To do: Use a tag that exists (nearest: `1.2.0`, ",
    ],
  },
  {
    name: "a repository that does not exist",
    image: "HOST/team/nothing:1",
    refused: ["[image-exists]", "or no such repository", "To do: Push `1`"],
  },
  {
    name: "a repository that gives no anonymous token is no proof that it is not there",
    image: "HOST/private/api:1",
    refused: ["cannot be pinned: registry HOST cannot be read", "without credentials", "To do: "],
  },
  {
    name: "a text that is no reference",
    image: "HOST/Team/api:1",
    refused: ["[image-reference-valid]", "upper case"],
  },
  {
    name: "a digest stays, with its tag",
    image: `HOST/team/api:1.2.0@${DIGEST}`,
    pinned: `HOST/team/api:1.2.0@${DIGEST}`,
  },
  {
    name: "a digest stays offline",
    image: `HOST/team/api@${DIGEST}`,
    options: { offline: true },
    pinned: `HOST/team/api@${DIGEST}`,
  },
  { name: "a tag in ECR", image: `${ECR}/api:v1`, pinned: `${ECR}/api@${digestOf(INDEX)}` },
  {
    name: "a tag in ECR of another account",
    image: `${OTHER}.dkr.ecr.us-east-1.amazonaws.com/shared:v1`,
    pinned: `${OTHER}.dkr.ecr.us-east-1.amazonaws.com/shared@${digestOf(INDEX)}`,
  },
  {
    name: "a single image in ECR, whose configuration lies behind a link",
    image: `${ECR}/single:v1`,
    options: { runtimePlatform: {} },
    pinned: `${ECR}/single@${digestOf(SINGLE.text)}`,
    warns: "is built for linux/arm64",
  },
  {
    name: "a tag that is not in ECR",
    image: `${ECR}/api:v2`,
    refused: ["[image-exists]", "has no tag `v2`", "nearest: `v1`"],
  },
  {
    name: "a repository that is not in ECR, under no pull-through prefix",
    image: `${ECR}/nothing:v2`,
    refused: ["[image-exists]", "or no such repository"],
  },
  {
    name: "an image that a pull-through rule fetches on the first pull",
    image: `${ECR}/hub/team/api:1.2.0`,
    pinned: `${ECR}/hub/team/api@${digestOf(INDEX)}`,
  },
  {
    name: "the longest pull-through prefix counts, with the prefix of its upstream",
    image: `${ECR}/hub/short/api:1.2.0`,
    pinned: `${ECR}/hub/short/api@${digestOf(INDEX)}`,
  },
  {
    name: "a prefix ends at a slash",
    image: `${ECR}/hubcap/team/api:1.2.0`,
    refused: ["[image-exists]"],
  },
  {
    name: "a tag that the upstream of a pull-through rule does not have",
    image: `${ECR}/hub/team/api:1.2.1`,
    refused: ["[image-exists]", "nearest: `1.2.0`"],
  },
  {
    name: "a repository that the caller may not read is no proof that it is not there",
    image: `${ECR}/forbidden:v1`,
    refused: ["cannot be pinned", "AccessDeniedException: not authorized to perform: ecr:BatchGetImage"],
  },
];

describe("pinImage", () => {
  let registry: Double;
  let ecr: Double;
  const warnings: string[] = [];
  const { warn } = pulumi.log;
  const environment = {
    AWS_ENDPOINT_URL_ECR: "",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
  const saved = Object.keys(environment).map((name) => [name, process.env[name]] as const);

  before(async () => {
    registry = await startRegistry({
      "team/api": {
        tags: { "0.9": INDEX, "1.1.0": INDEX, "1.2.0": INDEX, latest: SINGLE.text, nightly: INDEX },
        blobs: SINGLE.blobs ?? {},
      },
      "team/win": { tags: { "1": WINDOWS } },
    });
    ecr = await startEcr({
      repositories: {
        [`${ACCOUNT}/api`]: { tags: { v1: INDEX } },
        [`${ACCOUNT}/single`]: { tags: { v1: SINGLE.text }, blobs: SINGLE.blobs ?? {} },
        [`${OTHER}/shared`]: { tags: { v1: INDEX } },
      },
      rules: [
        { ecrRepositoryPrefix: "hub", upstreamRegistryUrl: registry.host },
        {
          ecrRepositoryPrefix: "hub/short",
          upstreamRegistryUrl: registry.host,
          upstreamRepositoryPrefix: "team",
        },
      ],
    });
    Object.assign(process.env, environment, { AWS_ENDPOINT_URL_ECR: `http://${ecr.host}` });
    await pulumi.runtime.setMocks(
      { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
      "shop",
      "dev",
      true,
    );
    Object.assign(pulumi.log, { warn: (text: string) => Promise.resolve(void warnings.push(text)) });
  });
  after(async () => {
    Object.assign(pulumi.log, { warn });
    for (const [name, value] of saved)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    await Promise.all([registry.close(), ecr.close()]);
  });

  for (const { name, image: given, options, pinned, refused = [], warns } of cases)
    it(name, async () => {
      const named = (text: string): string => text.replaceAll("HOST", registry.host);
      warnings.length = 0;
      const answer = settle(pinImage(named(given), options));
      if (pinned === undefined) {
        await assert.rejects(answer, (error: Error) => {
          assert.ok(pulumi.RunError.isInstance(error));
          for (const part of refused)
            assert.ok(error.message.includes(named(part)), `${error.message}\nlacks\n${named(part)}`);
          return true;
        });
      } else assert.deepEqual(await answer, { value: named(pinned), known: true });
      assert.equal(warnings.length, warns === undefined ? 0 : 1);
      if (warns !== undefined) assert.ok(warnings[0]?.includes(warns), warnings[0]);
    });

  it("offline a tag is unknown, and nothing is asked", async () => {
    const before = registry.asked.length;
    const { known } = await settle(pinImage(`${registry.host}/team/api:offline`, { offline: true }));
    assert.equal(known, false);
    assert.equal(registry.asked.length, before);
  });

  it("the environment can say that it is offline", async () => {
    process.env["ECS_PREFLIGHT_OFFLINE"] = "true";
    try {
      assert.equal((await settle(pinImage(`${registry.host}/team/api:offline`))).known, false);
    } finally {
      delete process.env["ECS_PREFLIGHT_OFFLINE"];
    }
  });

  it("an output that is known becomes its pin, and one that is unknown stays unknown", async () => {
    const known = await settle(pinImage(pulumi.output(`${registry.host}/team/api:1.2.0`)));
    assert.equal(known.value, `${registry.host}/team/api@${digestOf(INDEX)}`);
    const open = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
    assert.equal((await settle(pinImage(open))).known, false);
  });

  it("two containers with one tag ask once", async () => {
    const text = `${registry.host}/team/api:0.9`;
    await Promise.all([settle(pinImage(text)), settle(pinImage(text))]);
    const times = registry.asked.filter((line) => line.endsWith("/manifests/0.9")).length;
    assert.equal(times, 2, "once without and once with the token");
  });

  it("two containers with one tag that is not locked warn once", async () => {
    warnings.length = 0;
    const pin = (): Promise<unknown> =>
      settle(pinImage(`${registry.host}/team/api:1.1.0`, { lockFile: "nothing.json" }));
    await Promise.all([pin(), pin()]);
    assert.equal(warnings.length, 1, warnings.join("\n"));
  });

  it("a registry that may hold pull-through rules which nobody may read is not said to lack the image", async () => {
    const closed = await startEcr({ repositories: { [`${ACCOUNT}/api`]: { tags: { v1: INDEX } } } });
    const before = process.env["AWS_ENDPOINT_URL_ECR"];
    process.env["AWS_ENDPOINT_URL_ECR"] = `http://${closed.host}`;
    try {
      await assert.rejects(settle(pinImage(`${ECR}/api:v3`)), (error: Error) => {
        assert.match(error.message, /does not hold that image, and whether a pull-through cache rule/);
        assert.doesNotMatch(error.message, /\[image-exists\]/);
        return true;
      });
    } finally {
      process.env["AWS_ENDPOINT_URL_ECR"] = before;
      await closed.close();
    }
  });

  const LOCKED = `sha256:${"cd".repeat(32)}`;
  const locked: readonly {
    readonly name: string;
    readonly options?: PinImageOptions;
    /** By key; undefined: there is no such file. */
    readonly keys?: readonly string[];
    /** A digest, or that it stays unknown. */
    readonly pinned: string | undefined;
    readonly warns?: string;
  }[] = [
    { name: "a locked digest is taken, though the tag has another now", keys: ["TAG"], pinned: LOCKED },
    { name: "and known offline", keys: ["TAG"], options: { offline: true }, pinned: LOCKED },
    {
      name: "a platform has a lock of its own",
      keys: ["TAG for LINUX on ARM64"],
      options: { runtimePlatform: LINUX_ARM },
      pinned: LOCKED,
    },
    {
      name: "the lock of another platform does not count",
      keys: ["TAG for LINUX on X86_64", "TAG"],
      options: { runtimePlatform: LINUX_ARM },
      pinned: digestOf(INDEX),
      warns: 'pin --image "TAG for LINUX on ARM64" --lock-file FILE`',
    },
    {
      name: "the registry is asked for what is not locked, with a warning",
      keys: [],
      pinned: digestOf(INDEX),
      warns: "image TAG is not in FILE: its digest is sha256:",
    },
    {
      name: "a lock file that was named and is not there yet holds nothing",
      pinned: digestOf(INDEX),
      warns: "image TAG is not in FILE",
    },
    {
      name: "offline what is not locked is unknown",
      keys: [],
      options: { offline: true },
      pinned: undefined,
    },
  ];
  for (const { name, options, keys, pinned, warns } of locked)
    it(`lock file: ${name}`, async () => {
      const tag = `${registry.host}/team/api:1.2.0`;
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pin-"));
      const lockFile = path.join(folder, "lock.json");
      const entry = { pinned: `${registry.host}/team/api@${LOCKED}`, date: "2026-11-29" };
      if (keys !== undefined)
        writeLock(lockFile, new Map(keys.map((key) => [key.replace("TAG", tag), entry])));
      warnings.length = 0;
      const asked = registry.asked.length;
      const { value, known } = await settle(pinImage(tag, { ...options, lockFile }));
      fs.rmSync(folder, { recursive: true });
      assert.equal(known, pinned !== undefined);
      if (pinned !== undefined) assert.equal(value, `${registry.host}/team/api@${pinned}`);
      if (pinned === LOCKED) assert.equal(registry.asked.length, asked, "a registry was asked");
      assert.equal(warnings.length, warns === undefined ? 0 : 1, warnings.join("\n"));
      const expected = (warns ?? "").replace("TAG", tag).replace("FILE", lockFile);
      assert.ok((warnings[0] ?? "").includes(expected), warnings[0]);
    });

  it("lock file: one that cannot be read stops the program, and is named", async () => {
    const lockFile = path.join(__dirname, "../../package.json");
    await assert.rejects(
      settle(pinImage(`${registry.host}/team/api:1.2.0`, { lockFile })),
      (error: Error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.match(error.message, /^lock file .*package\.json: is no lock file.*\nTo do: /);
        return true;
      },
    );
  });

  it("an update that is offline fails: nothing could be deployed", async () => {
    await pulumi.runtime.setMocks(
      { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
      "shop",
      "dev",
      false,
    );
    await assert.rejects(settle(pinImage(`${registry.host}/team/api:offline`, { offline: true })), /offline/);
  });
});

async function settle(given: pulumi.Output<string>): Promise<{ value: string; known: boolean }> {
  const inner = given as unknown as { promise(): Promise<string>; readonly isKnown: Promise<boolean> };
  // Both reject together; one of them is enough.
  inner.isKnown.catch(() => undefined);
  return { value: await inner.promise(), known: await inner.isKnown };
}
