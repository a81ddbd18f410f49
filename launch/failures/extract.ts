import type { Extracted } from "./explanation";

/** What a message can say, and how it says it; the first expression that finds something counts. */
const expressions: Readonly<Record<string, readonly RegExp[]>> = {
  role: [
    /assumed-role\/([\w+=,.@-]{1,64})/,
    /arn:[\w-]{1,20}:iam::[^:\s'"]{0,20}:role\/([\w+=,.@/-]{1,512})/,
  ],
  user: [/arn:[\w-]{1,20}:iam::[^:\s'"]{0,20}:user\/([\w+=,.@/-]{1,512})/],
  action: [/perform: ?([a-z0-9-]{2,40}:[A-Za-z]{2,60})/, /the ([a-z0-9-]{2,40}:[A-Za-z]{2,60}) action/],
  resource: [/on resource: ?([^\s"',]{1,600})/],
  image: [
    /failed to resolve ref(?:erence)? ["']?([^\s"']{1,500}?)["']?(?:: |$|\s)/,
    /manifest for ([^\s]{1,500}) not found/,
    /pull access denied for ([^\s,]{1,300})/,
    /cannot pull '([^']{1,300})'/,
    /image ([\w./:@-]{1,300}) not found/,
    /failed to pull image ([\w./-]{1,250}(?::[\w.-]{1,128})?)/,
    /(\d{12}\.dkr[.-]ecr[\w.-]{3,80}\/(?!v2\/)[\w./-]{1,256}(?:[:@][\w:.-]{1,160})?)/,
  ],
  repository: [
    /:repository\/([\w./-]{1,256})/,
    /repository with name '([^']{1,256})'/,
    /repository ([\w./-]{1,256}) not found/,
    /dkr[.-]ecr[\w.-]{3,80}\/v2\/([\w./-]{1,256}?)\/(?:manifests|blobs)\//,
    /dkr[.-]ecr[\w.-]{3,80}\/(?!v2\/)([\w./-]{1,256})/,
  ],
  account: [
    /registry with id '?(\d{12})/,
    /arn:[\w-]{1,20}:(?!iam|sts)[\w-]{2,30}:[\w-]{0,20}:(\d{12}):/,
    /(\d{12})\.dkr/,
  ],
  secret: [/(arn:[\w-]{1,20}:secretsmanager:[^\s"',)]{1,600})/],
  parameter: [/:parameter\/?([\w./-]{1,512})/, /invalid (?:ssm )?parameters:? \[?([\w./,-]{1,512})/],
  region: [/\b((?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov|-iso[a-z]?)?-[a-z]{4,12}-\d)\b/],
  endpoint: [
    /https?:\/\/(?:[^@\s/"']{0,300}@)?([\w.-]{3,253})/,
    /lookup ([\w.-]{3,253})/,
    /dial (?:tcp|udp):? ([\w.-]{3,253}):\d{1,5}/,
  ],
  address: [/dial (?:tcp|udp):? \[?([\da-fA-F.:]{3,45}?)\]?:\d{1,5}\b/],
  dnsServer: [/ on \[?([\da-fA-F.:]{3,45}?)\]?:53\b/, /udp [\d.:]{3,50}->([\d.]{7,15}):53\b/],
  port: [
    /\(port (\d{1,5})\)/,
    /0\.0\.0\.0:(\d{1,5})/,
    /host port '?(\d{1,5})/,
    /dial tcp[ [\da-fA-F.:]{3,50}\]?:(\d{1,5})\b/,
    /\bport '?(\d{1,5})\b/,
  ],
  memory: [/memory limit ?\(?(\d{1,9})/, /(\d{1,7}) memory/],
  logGroup: [/log-group:([\w./#-]{1,512})/],
  bucket: [/arn:[\w-]{1,20}:s3:::([\w.-]{3,63})/, /bucket "?([\w.-]{3,63})/],
  fileSystem: [/\b(fs-[0-9a-f]{8,40})\b/],
  subnet: [/\b(subnet-[0-9a-f]{8,40})\b/],
  securityGroup: [/\b(sg-[0-9a-f]{8,40})\b/],
  targetGroup: [/target-?group ?'?(arn:[^\s')]{1,300}|[\w-]{1,64})/],
  cluster: [/:cluster\/([\w-]{1,255})/],
  service: [
    /\(service ([\w.-]{1,255})\)/,
    /\bservice \[?([\w.-]{1,255})\]? (?:was unable|is un|has reached|has started|failed to|\()/,
  ],
  task: [/\(task ([0-9a-f-]{8,36})\)/, /:task\/(?:[\w-]{1,255}\/)?([0-9a-f-]{32,36})/],
  container: [/container '([\w-]{1,255})'/, /Container: ([\w-]{1,255})/, /ContainerName:([\w-]{1,255})/],
  containerInstance: [/container-instance \[?([0-9a-fx-]{8,64})/],
  volume: [/volume '?\[?([\w.-]{1,255})\]?'? (?:does not exist|:)/, /volume referenced: ([\w.-]{1,255})/],
  platform: [
    /platform[ '{]{1,3}([a-z]{3,10}\/[a-z0-9/]{3,20})/,
    /manifest for ([a-z]{3,10}\/[a-z0-9/]{3,20})/,
  ],
  jsonKey: [/did not contain json key ([^\s:,]{1,255})/],
  driver: [/no log driver named '?([\w-]{1,64})/],
  command: [/exec: "([^"]{1,200})"/],
  state: [/transition to ([a-z_]{3,30})/],
  statusCode: [/codes: \[(\d{3})/, /: (\d{3}) (?:Forbidden|Unauthorized|Not Found|Too Many)/],
  exitCode: [
    /exit(?:ed)?[ _]?(?:with )?code[":=\s]{0,5}(\d{1,3})\b/i,
    /exited with status[: ]{0,2}(\d{1,3})\b/i,
  ],
  retries: [/has been retried (\d{1,3}) time/],
};

/** Everything the message says about itself. Values cut off in the message are left out. */
export function extract(message: string): Extracted {
  const found: Record<string, string> = {};
  for (const [name, alternatives] of Object.entries(expressions)) {
    for (const expression of alternatives) {
      const match = expression.exec(message);
      const value = match?.[1]?.replace(/[.,;:)\]]{1,5}$/, "");
      if (match === null || value === undefined || value === "") continue;
      if (isCutOff(message, match.index + match[0].length)) continue;
      found[name] = value;
      break;
    }
  }
  return found;
}

const isCutOff = (message: string, end: number): boolean =>
  /^(?:…|\.\.\.)/.test(message.slice(Math.max(0, end - 3), end + 3).replace(/^[^.…]{1,3}/, ""));

/** Whether an address lies inside a VPC (RFC 1918, 100.64/10, unique local IPv6). */
export function addressKind(address: string | undefined): "public" | "private" | undefined {
  if (address === undefined) return undefined;
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i.test(
    address,
  )
    ? "private"
    : "public";
}
