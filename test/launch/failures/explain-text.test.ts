import assert from "node:assert/strict";
import { explainText } from "../../../launch/failures/explain-text";
import { addressKind, extract } from "../../../launch/failures/extract";

const denied =
  "AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0123 is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";
const timeout = (address: string): string =>
  `unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp ${address}:443: i/o timeout`;

describe("explainText", () => {
  it("is certain of a missing permission only where the message says so", () => {
    assert.equal(
      explainText(`from secrets manager: ${denied} because no identity-based policy allows the action`)
        .confidence,
      "certain",
    );
    assert.equal(explainText(`from secrets manager: ${denied}`).confidence, "likely");
  });

  it("takes stage and rule of a refusal from what was refused", () => {
    const explanation = explainText(
      `${denied} because no VPC endpoint policy allows the secretsmanager:GetSecretValue action`,
    );
    assert.equal(explanation.cause, "vpc-endpoint-policy-denies");
    assert.equal(explanation.stage, "secrets");
    assert.equal(explanation.rule, "endpoint-policy-allows");
  });

  const addresses = [
    {
      name: "an address of the VPC: the endpoint is there",
      address: "10.0.1.9",
      first: "endpoint-refuses-tasks",
      never: "public-ip-missing",
    },
    {
      name: "a public address: no endpoint, no way out",
      address: "52.94.1.1",
      first: "public-ip-missing",
      never: "endpoint-refuses-tasks",
    },
  ];
  for (const { name, address, first, never } of addresses) {
    it(`orders the candidates by ${name}`, () => {
      const { candidates, confidence } = explainText(timeout(address));
      assert.equal(confidence, "ambiguous");
      assert.equal(candidates[0]?.cause, first);
      assert.ok(candidates.every(({ cause }) => cause !== never));
      assert.ok(candidates.every(({ tellApart }) => tellApart.length > 20));
    });
  }

  it("puts the network first where a cut-off call was repeated", () => {
    const cut = (times: number): string =>
      explainText(`unable to retrieve secrets from ssm: service call has been retried ${times} time(s): …`)
        .family;
    assert.equal(cut(1), "secret");
    assert.equal(cut(5), "network");
  });

  const unknowns = [
    { name: "nothing", message: "" },
    { name: "blanks", message: " \n\t " },
    { name: "a sentence about something else", message: "The quick brown fox jumps over the lazy dog" },
    { name: "a custom stop reason", message: "Stopped by the nightly job" },
    { name: "another service's error", message: "NoSuchBucket: The specified bucket does not exist" },
    { name: "an application's log", message: "INFO Started WebApplication in 3.2 seconds" },
    { name: "a word list that ECS never says", message: "timeout role secret image memory" },
    { name: "a program's own JSON error", message: "SyntaxError: Unexpected end of JSON input" },
    { name: "a program's own HTTP error", message: "Request failed: 401 Unauthorized" },
    { name: "a program's own 429", message: "openai.RateLimitError: 429 Too Many Requests" },
    { name: "a program's own certificate error", message: "x509: certificate signed by unknown authority" },
    { name: "a kernel's log", message: "SELinux is enabled, AppArmor is not" },
    { name: "a database's error", message: "FATAL: password authentication failed for user app" },
    { name: "a failing compile", message: "error TS2322: Type 'string' is not assignable to type 'number'" },
    {
      name: "JSON without a reason",
      message: '{"environment":[{"name":"A","value":"no space left on device"}]}',
    },
  ];
  for (const { name, message } of unknowns) {
    it(`leaves ${name} unknown`, () => {
      const { cause, family, confidence, rule } = explainText(message);
      assert.deepEqual(
        { cause, family, confidence, rule },
        { cause: "unknown", family: "unknown", confidence: "ambiguous", rule: null },
      );
    });
  }

  const inputs = [
    {
      name: "a list of events",
      message:
        '[{"id":"1","createdAt":1,"message":"(service web) was unable to place a task. Reason: Capacity is unavailable at this time."}]',
      cause: "fargate-capacity-unavailable",
    },
    {
      name: "a described task",
      message:
        '{"tasks":[{"lastStatus":"STOPPED","stoppedReason":"OutOfMemoryError: Container killed due to memory usage"}]}',
      cause: "container-out-of-memory",
    },
    {
      name: "the failures of RunTask",
      message: '{"tasks":[],"failures":[{"arn":"a","reason":"RESOURCE:MEMORY"}]}',
      cause: "insufficient-memory-on-instances",
    },
    {
      name: "an event of EventBridge",
      message:
        '{"detail-type":"ECS Task State Change","detail":{"taskArn":"a","stoppedReason":"Task failed container health checks"}}',
      cause: "container-health-check-failed",
    },
    { name: "a JSON string", message: '"Your Spot Task was interrupted."', cause: "spot-interrupted" },
    {
      name: "what --query chose of a task",
      message:
        '[["Task failed to start","CannotPullContainerError: manifest for x:1 not found: manifest unknown"]]',
      cause: "image-not-found",
    },
    {
      name: "the deployments of a service",
      message:
        '{"serviceDeployments":[{"status":"ROLLBACK_SUCCESSFUL","statusReason":"Service deployment rolled back because the circuit breaker threshold was exceeded."}]}',
      cause: "tasks-fail-to-start",
    },
    {
      name: "a list with a steady state and a fault",
      message:
        "(service web) has reached a steady state.\n(service web) was unable to place a task. Reason: Capacity is unavailable at this time.",
      cause: "fargate-capacity-unavailable",
    },
  ];
  for (const { name, message, cause } of inputs) {
    it(`reads ${name}`, () => assert.equal(explainText(message).cause, cause));
  }

  it("hides credentials in URLs", () => {
    const { evidence } = explainText(
      'CannotPullContainerError: Get "https://me:hunter2@registry.example.com/v2/": no basic auth credentials',
    );
    assert.doesNotMatch(evidence, /hunter2/);
  });
});

describe("extract", () => {
  const cases: readonly { name: string; message: string; found: Readonly<Record<string, string>> }[] = [
    {
      name: "role, action and resource",
      message: denied,
      found: {
        role: "exec",
        action: "secretsmanager:GetSecretValue",
        account: "111122223333",
        region: "eu-west-1",
      },
    },
    {
      name: "image and repository",
      message: "failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1: not found",
      found: { image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1", repository: "team/web" },
    },
    {
      name: "the repository in a registry URL",
      message:
        'Head "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/team/web/manifests/1": 403 Forbidden',
      found: { repository: "team/web", statusCode: "403", account: "111122223333" },
    },
    { name: "an exit code", message: "Exit Code: 137", found: { exitCode: "137" } },
    {
      name: "endpoint, address and port",
      message: timeout("10.0.1.9"),
      found: { endpoint: "api.ecr.eu-west-1.amazonaws.com", address: "10.0.1.9", port: "443", retries: "3" },
    },
    {
      name: "a port in use",
      message: "Bind for 0.0.0.0:8080 failed: port is already allocated",
      found: { port: "8080" },
    },
    {
      name: "memory",
      message: "container memory limit(1024) greater than task memory limit(512)",
      found: { memory: "1024" },
    },
    { name: "a parameter", message: "invalid parameters: /app/key", found: { parameter: "/app/key" } },
    {
      name: "a subnet",
      message: "Create Network Interface in subnet 'subnet-0a1b2c3d4e5f60718'",
      found: { subnet: "subnet-0a1b2c3d4e5f60718" },
    },
    {
      name: "a DNS server",
      message: "lookup ssm.eu-west-1.amazonaws.com on 10.0.0.2:53: no such host",
      found: { dnsServer: "10.0.0.2", endpoint: "ssm.eu-west-1.amazonaws.com" },
    },
    {
      name: "a service, not a service call",
      message: "(service web) was unable to place a task",
      found: { service: "web" },
    },
    {
      name: "a command",
      message: 'exec: "nod": executable file not found in $PATH',
      found: { command: "nod" },
    },
  ];
  for (const { name, message, found } of cases) {
    it(`finds ${name}`, () => {
      const all = extract(message);
      for (const [key, value] of Object.entries(found)) assert.equal(all[key], value, key);
    });
  }

  it("leaves out a value that is cut off", () => {
    assert.equal(
      extract("failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122...")["secret"],
      undefined,
    );
    assert.equal(extract("on resource: arn:aws:ssm:eu-west-1:111122223333:para…")["resource"], undefined);
  });

  it("does not take a repeated service call for a service", () => {
    assert.equal(extract("service call has been retried 3 time(s)")["service"], undefined);
  });

  const kinds = [
    { address: "10.1.2.3", kind: "private" },
    { address: "172.31.0.1", kind: "private" },
    { address: "172.32.0.1", kind: "public" },
    { address: "100.64.0.1", kind: "private" },
    { address: "fd00:ec2::1", kind: "private" },
    { address: "2600:1f18::1", kind: "public" },
  ];
  for (const { address, kind } of kinds)
    it(`${address} is ${kind}`, () => assert.equal(addressKind(address), kind));
});
