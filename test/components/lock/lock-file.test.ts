import Ajv from "ajv";
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { defaultLockFile, LOCK_FILE, readLock, writeLock } from "../../../components/lock/lock-file";
import { lockKey, readLockKey } from "../../../components/lock/lock-key";
import schema from "../../../schema/lock.schema.json";

const DIGEST = `sha256:${"ab".repeat(32)}`;
const NGINX = { pinned: `docker.io/library/nginx@${DIGEST}`, date: "2026-11-29" };
const API = { pinned: `ghcr.io/team/api@${DIGEST}`, date: "2026-11-28" };
const ARM = "ghcr.io/team/api:1 for LINUX on ARM64";
const LOCK = { version: 1, images: { [ARM]: API, "nginx:1.27": NGINX } };
const TEXT = `${JSON.stringify(LOCK, null, 2)}\n`;
const isValid = new Ajv().compile(schema);

describe("lock file", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "lock-"));
    file = path.join(folder, LOCK_FILE);
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("is written sorted, in lines, as a whole, and read again", () => {
    writeLock(
      file,
      new Map([
        ["nginx:1.27", NGINX],
        [ARM, API],
      ]),
    );
    assert.equal(fs.readFileSync(file, "utf8"), TEXT);
    assert.deepEqual(fs.readdirSync(folder), [LOCK_FILE]);
    assert.deepEqual(Object.fromEntries(readLock(file) ?? []), LOCK.images);
    assert.ok(isValid(LOCK), JSON.stringify(isValid.errors));
  });

  it("is as docs/pin.md shows it", () => {
    const page = fs.readFileSync(path.join(__dirname, "../../../docs/pin.md"), "utf8");
    const [, shown = ""] = /^```json\n([^]*?)^```$/m.exec(page) ?? [];
    assert.ok(isValid(JSON.parse(shown)), JSON.stringify(isValid.errors));
    fs.writeFileSync(file, shown);
    writeLock(file, readLock(file) ?? new Map());
    assert.equal(fs.readFileSync(file, "utf8"), shown);
  });

  it("that is not there locks nothing", () => {
    assert.equal(readLock(file), undefined);
  });

  it("that cannot be written names itself, and leaves nothing behind", () => {
    const nowhere = path.join(folder, "nothing", LOCK_FILE);
    assert.throws(() => writeLock(nowhere, new Map()), /nothing.*cannot be written/);
  });

  it("stands beside the nearest project file above the program, else in its folder", () => {
    const inner = path.join(folder, "src");
    fs.mkdirSync(inner);
    assert.equal(defaultLockFile(inner), path.join(inner, LOCK_FILE));
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "");
    assert.equal(defaultLockFile(inner), file);
  });

  const edited = (change: (images: Record<string, unknown>) => void): string => {
    const copy = JSON.parse(TEXT) as { images: Record<string, unknown> };
    change(copy.images);
    return JSON.stringify(copy, null, 2);
  };
  const broken: readonly { name: string; text: string; says: RegExp; schemaToo: boolean }[] = [
    { name: "empty", text: "", says: /is not JSON/, schemaToo: false },
    {
      name: "cut off, which the parser places",
      text: TEXT.replace(/"date": "2026-11-28"/, `"date" "2026-11-28"`),
      says: /is not JSON: line 6: [^\n]*\.\n/,
      schemaToo: false,
    },
    {
      name: "with the marks of a merge",
      text: TEXT.replace('    "nginx', '<<<<<<< HEAD\n    "nginx'),
      says: /line 8 is left from a merge.*\nTo do: resolve the conflict\./,
      schemaToo: false,
    },
    { name: "another file", text: '{"name":"shop"}', says: /is no lock file: it needs/, schemaToo: true },
    {
      name: "of a later version",
      text: '{"version":2,"images":{}}',
      says: /has version 2.*\nTo do: update/,
      schemaToo: true,
    },
    { name: "with a list of images", text: '{"version":1,"images":[]}', says: /it needs/, schemaToo: true },
    {
      name: "with a tag where the digest belongs",
      text: edited((images) => (images["nginx:1.27"] = { ...NGINX, pinned: "docker.io/library/nginx:1.27" })),
      says: /line 8: `pinned` of `nginx:1.27` is not `repository@sha256:…`/,
      schemaToo: true,
    },
    {
      name: "with a digest that lost its end",
      text: edited((images) => (images["nginx:1.27"] = { ...NGINX, pinned: NGINX.pinned.slice(0, -1) })),
      says: /line 8: `pinned` of `nginx:1.27`/,
      schemaToo: true,
    },
    {
      name: "with the digest of another repository",
      text: edited((images) => (images[ARM] = NGINX)),
      says: /line 4: `pinned` of `ghcr.io.*` names another repository than ghcr.io\/team\/api/,
      schemaToo: false,
    },
    {
      name: "with a key that is no reference",
      text: edited((images) => (images["Nginx:1.27"] = NGINX)),
      says: /line 12: `Nginx:1.27` is no image reference with a tag/,
      schemaToo: false,
    },
    {
      name: "with a key that names a digest",
      text: edited((images) => (images[NGINX.pinned] = NGINX)),
      says: /is no image reference with a tag/,
      schemaToo: false,
    },
    {
      name: "with an entry that is only a text",
      text: edited((images) => (images["nginx:1.27"] = NGINX.pinned)),
      says: /`pinned` of `nginx:1.27`/,
      schemaToo: true,
    },
    {
      name: "without a date",
      text: edited((images) => (images["nginx:1.27"] = { pinned: NGINX.pinned })),
      says: /line 8: `date` of `nginx:1.27` is no day/,
      schemaToo: true,
    },
  ];
  for (const { name, text, says, schemaToo } of broken)
    it(`${name}: refused, with the file and a way out`, () => {
      fs.writeFileSync(file, text);
      assert.throws(
        () => readLock(file),
        ({ message }: Error) => {
          assert.match(message, says);
          assert.ok(message.startsWith(`lock file ${file}: `) && message.includes("\nTo do: "), message);
          return true;
        },
      );
      if (schemaToo) assert.equal(isValid(JSON.parse(text)), false);
    });
});

describe("lock key", () => {
  for (const { name, image, platform, key } of [
    {
      name: "without a platform it is the reference",
      image: "nginx:1.27",
      platform: undefined,
      key: "nginx:1.27",
    },
    {
      name: "an empty platform is the default one",
      image: "nginx",
      platform: {},
      key: "nginx for LINUX on X86_64",
    },
    {
      name: "a platform is named in full",
      image: "h:1/a/b:c",
      platform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
      key: "h:1/a/b:c for WINDOWS_SERVER_2022_CORE on X86_64",
    },
  ])
    it(name, () => {
      assert.equal(lockKey({ image, runtimePlatform: platform }), key);
      const read = readLockKey(key);
      assert.equal(read?.image, image);
      assert.equal(lockKey(read), key);
    });
});
