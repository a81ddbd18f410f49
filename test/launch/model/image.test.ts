import * as assert from "node:assert/strict";
import { imageReference, parseImage, type ImageReference } from "../../../launch/model/image";

const SHA = `sha256:${"a1".repeat(32)}`;

interface ReadCase {
  readonly name: string;
  readonly image: string;
  readonly registry: Partial<ImageReference["registry"]> & Record<string, unknown>;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const READ: readonly ReadCase[] = [
  {
    name: "an official image is in the library of Docker Hub",
    image: "nginx",
    registry: { kind: "docker-hub", host: "docker.io" },
    repository: "library/nginx",
  },
  {
    name: "a first part without a dot is a user of Docker Hub",
    image: "grafana/grafana:11.2.0",
    registry: { kind: "docker-hub" },
    repository: "grafana/grafana",
    tag: "11.2.0",
  },
  {
    name: "Docker Hub by its host",
    image: "docker.io/nginx:latest",
    registry: { kind: "docker-hub", host: "docker.io" },
    repository: "library/nginx",
    tag: "latest",
  },
  {
    name: "a colon before a slash is a port, not a tag",
    image: "registry.example.com:5000/team/api",
    registry: { kind: "other", host: "registry.example.com:5000" },
    repository: "team/api",
  },
  {
    name: "localhost is a host",
    image: "localhost/api:1",
    registry: { kind: "other", host: "localhost" },
    repository: "api",
    tag: "1",
  },
  {
    name: "a host may have upper case letters",
    image: "Registry.Example.com/api",
    registry: { kind: "other" },
    repository: "api",
  },
  {
    name: "private ECR",
    image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/api:1@${SHA}`,
    registry: {
      kind: "ecr",
      account: "123456789012",
      region: "eu-west-1",
      partition: "aws",
      fips: false,
      dualStack: false,
    },
    repository: "team/api",
    tag: "1",
    digest: SHA,
  },
  {
    name: "ECR's FIPS host",
    image: "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/api",
    registry: { kind: "ecr", region: "us-gov-west-1", partition: "aws-us-gov", fips: true },
    repository: "api",
  },
  {
    name: "ECR in China",
    image: "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/api",
    registry: { kind: "ecr", region: "cn-north-1", partition: "aws-cn" },
    repository: "api",
  },
  {
    name: "ECR's dual-stack host",
    image: "123456789012.dkr-ecr.eu-central-1.on.aws/api",
    registry: { kind: "ecr", region: "eu-central-1", dualStack: true },
    repository: "api",
  },
  {
    name: "a host that only looks like ECR",
    image: "123456789012.dkr.ecr.eu-west-1.example.com/api",
    registry: { kind: "other" },
    repository: "api",
  },
  {
    name: "public ECR",
    image: "public.ecr.aws/docker/library/nginx:1.27",
    registry: { kind: "ecr-public" },
    repository: "docker/library/nginx",
    tag: "1.27",
  },
  {
    name: "double underscores and several dashes are separators",
    image: "my__team/a--b.c",
    registry: { kind: "docker-hub" },
    repository: "my__team/a--b.c",
  },
  {
    name: "a tag may have upper case letters",
    image: "api:V1_RC.2",
    registry: {},
    repository: "library/api",
    tag: "V1_RC.2",
  },
];

const FAULTS: readonly { readonly name: string; readonly image: string; readonly says: RegExp }[] = [
  { name: "empty", image: "", says: /empty/ },
  { name: "a scheme", image: "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/api", says: /scheme/ },
  { name: "a placeholder in angle brackets", image: "<repo-url>:latest", says: /placeholder/ },
  { name: "a template that was never filled in", image: "${repo}:latest", says: /placeholder/ },
  { name: "a template of another language", image: "{{ image }}", says: /placeholder/ },
  { name: "a trailing space", image: "api:1 ", says: /white space/ },
  { name: "a line break from a file", image: "api:1\n", says: /white space/ },
  {
    name: "an upper case repository",
    image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/MyApp",
    says: /upper case/,
  },
  { name: "an upper case image of Docker Hub", image: "Nginx", says: /upper case/ },
  {
    name: "an underscore in a host",
    image: "aws_account_id.dkr.ecr.eu-west-1.amazonaws.com/api",
    says: /host name/,
  },
  {
    name: "an ECR account of eleven digits",
    image: "12345678901.dkr.ecr.eu-west-1.amazonaws.com/api",
    says: /twelve digits/,
  },
  {
    name: "an ECR account that was never filled in",
    image: "undefined.dkr.ecr.eu-west-1.amazonaws.com/api",
    says: /twelve digits/,
  },
  { name: "a colon with nothing behind it", image: "api:", says: /no tag follows/ },
  { name: "two tags", image: "api:1:2", says: /tag/ },
  { name: "a short digest", image: `api@sha256:${"a".repeat(63)}`, says: /63 characters/ },
  { name: "a digest in upper case", image: `api@sha256:${"A".repeat(64)}`, says: /0-9 and a-f/ },
  { name: "a digest without algorithm", image: `api@${"a".repeat(64)}`, says: /sha256/ },
  { name: "a path that starts with a slash", image: "/api", says: /empty part/ },
  { name: "a host and no repository", image: "example.com/", says: /no repository/ },
  { name: "a separator at the end", image: "team/api-", says: /separators/ },
  { name: "a shell variable", image: "$IMAGE_NAME:latest", says: /characters|upper case/ },
];

describe("parseImage", () => {
  for (const { name, image, registry, ...rest } of READ) {
    it(`reads ${name}`, () => {
      const read = imageReference(image);
      assert.ok(read, JSON.stringify(parseImage(image)));
      for (const [key, value] of Object.entries(registry))
        assert.equal((read.registry as unknown as Record<string, unknown>)[key], value, key);
      assert.deepEqual(
        { repository: read.repository, tag: read.tag, digest: read.digest },
        { tag: undefined, digest: undefined, ...rest },
      );
    });
  }
  for (const { name, image, says } of FAULTS) {
    it(`refuses ${name}`, () => {
      const read = parseImage(image);
      assert.ok("fault" in read, JSON.stringify(read));
      assert.match(read.fault, says);
    });
  }
});
