import assert from "node:assert/strict";
import { explainText } from "../../../launch/failures/explain-text";
import { reported } from "./messages/reported";
import { reportedFurther } from "./messages/reported-further";

/** What looks like a message of the catalogue and is none: a confident answer would be a wrong one. */
const nearMisses: readonly { readonly name: string; readonly text: string; readonly never: string }[] = [
  {
    name: "a kernel out of cgroups is no container with too little memory",
    text: "unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/ecs/0: cannot allocate memory",
    never: "container-memory-too-low-to-start",
  },
  {
    name: "a program that may not assume another role is no role that ECS cannot assume",
    text: "User: arn:aws:sts::111122223333:assumed-role/web/0 is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/reports",
    never: "role-not-assumable",
  },
  {
    name: "a registry of one's own that forbids an image says nothing of the execution role",
    text: "CannotPullContainerError: failed to resolve ref registry.gitlab.com/acme/app:1: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://gitlab.com/jwt/auth: 403 Forbidden",
    never: "registry-forbids-image",
  },
  {
    name: "a program's own request for a secret is none of ECS's",
    text: "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.",
    never: "secret-missing",
  },
  {
    name: "instances without a role to ask for a token are no broken network",
    text: "unable to retrieve ecr registry auth: service call has been retried 1 time(s): operation error ECR: GetAuthorizationToken, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, exceeded maximum number of attempts, 3, request send failed",
    never: "ecr-api-unreachable",
  },
  {
    name: "words that end in sh are no shell",
    text: "could not refresh: token: not found",
    never: "exit-127",
  },
  {
    name: "a registry that cannot be reached for a token is no private image",
    text: 'CannotPullContainerError: failed to authorize: failed to fetch oauth token: Post "https://auth.docker.io/token": dial tcp 192.0.2.7:443: i/o timeout',
    never: "image-missing-or-private",
  },
  {
    name: "a name that is taken in a namespace is no container left on the instance",
    text: "InvalidParameterException: the discovery name 'web' is already in use in the namespace.",
    never: "container-name-conflict",
  },
  {
    name: "a call for a log stream that nobody answered is no refusal, though it names the action",
    text: "failed to create Cloudwatch log stream: operation error CloudWatch Logs: CreateLogStream, exceeded maximum number of attempts, 3, request send failed, dial tcp 192.0.2.9:443: i/o timeout",
    never: "log-stream-denied",
  },
  {
    name: "a program of the container that crashes is no image that cannot be pulled",
    text: "panic: runtime error: invalid memory address or nil pointer dereference",
    never: "image-layers-unreachable",
  },
  {
    name: "a call for a secret that a program makes says nothing of the execution role",
    text: "An error occurred (AccessDeniedException) when calling the GetSecretValue operation: User: arn:aws:sts::111122223333:assumed-role/task/1 is not authorized to perform: secretsmanager:GetSecretValue on resource: db",
    never: "secret-read-denied",
  },
  {
    name: "a secret that can't be found, cut off there, may only lack a value or a version",
    text: "from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret...",
    never: "secret-missing",
  },
];

describe("stop reasons that people reported", () => {
  for (const { source, text, family, cause, confidence } of [...reported, ...reportedFurther])
    it(`${source} is ${cause}, ${confidence}`, () => {
      const explanation = explainText(text);
      assert.deepEqual(
        { family: explanation.family, cause: explanation.cause, confidence: explanation.confidence },
        { family, cause, confidence },
      );
    });

  for (const { name, text, never } of nearMisses)
    it(name, () => {
      const { cause, confidence } = explainText(text);
      assert.notEqual(cause, never);
      assert.notEqual(confidence, "certain");
    });

  it("takes a shell's own message only where the line begins with it", () => {
    assert.equal(explainText("2024-05-01T10:00:00Z start\nsh: next: not found").cause, "exit-127");
  });

  it("knows the reason that a target group gives for a target", () => {
    assert.equal(explainText("Health checks failed").cause, "load-balancer-health-check-failed");
    assert.equal(explainText("CI: health checks failed after deploy").cause, "unknown");
  });
});
