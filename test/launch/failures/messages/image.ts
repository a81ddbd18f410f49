const ecr = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
const manifest = "CannotPullContainerError: pull image manifest has been retried 1 time(s): ";

/** Messages by the cause they must be recognised as. */
export const image: Readonly<Record<string, readonly string[]>> = {
  "image-not-found": [
    `${manifest}failed to resolve ref ${ecr}/web:2: ${ecr}/web:2: not found`,
    `CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve reference "${ecr}/web:2": ${ecr}/web:2: not found`,
    "CannotPullContainerError: Error response from daemon: manifest for web:2 not found: manifest unknown: Requested image not found",
    `(service web) (task 0123456789abcdef0123456789abcdef) was unable to place a task. Reason: ${manifest}failed to resolve ref ${ecr}/web@sha256:${"a".repeat(64)}: ${ecr}/web@sha256:${"a".repeat(64)}: not found.`,
  ],
  "repository-not-found": [
    `CannotPullContainerError: Error response from daemon: repository ${ecr}/wbe not found: name unknown: The repository with name 'wbe' does not exist in the registry with id '111122223333'`,
  ],
  "image-missing-or-private": [
    "CannotPullContainerError: Error response from daemon: pull access denied for acme/web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    `${manifest}failed to resolve ref docker.io/library/web:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
    "CannotPullContainerError: API error (404): repository acme/web not found: does not exist or no pull access",
  ],
  "image-platform-mismatch": [
    `${manifest}image Manifest does not contain descriptor matching platform 'linux/amd64'`,
    "CannotPullContainerError: no matching manifest for linux/arm64/v8 in the manifest list entries",
    `${manifest}image Manifest does not contain descriptor matching platform 'windows/amd64 10.0.20348'`,
  ],
  "windows-version-mismatch": [
    "CannotPullContainerError: a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host",
  ],
  "image-architecture-mismatch": [
    "exec /usr/local/bin/entrypoint.sh: exec format error",
    'standard_init_linux.go:211: exec user process caused "exec format error"',
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: OCI runtime create failed: exec: "/app": exec format error: unknown',
  ],
  "image-manifest-unsupported": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to unpack image on snapshotter overlayfs: failed to get stream processor for application/vnd.in-toto+json: no processor for media-type: unknown",
    "CannotPullContainerError: Error response from daemon: schema 1 image manifests are no longer supported: invalid argument",
  ],
  "image-layers-inconsistent": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): number of layers and diffIDs don't match: 4 != 5",
  ],
  "docker-hub-rate-limited": [
    `${manifest}httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/nginx/manifests/sha256:0: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit`,
    "CannotPullContainerError: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit",
  ],
  "registry-rate-limited": [
    "CannotPullContainerError: Error response from daemon: toomanyrequests: Rate exceeded",
    "CannotPullContainerError: public.ecr.aws: toomanyrequests: Data limit exceeded",
  ],
  "ecr-login-missing": [
    `CannotPullContainerError: Error response from daemon: Get https://${ecr}/v2/web/manifests/1: no basic auth credentials`,
    "CannotPullECRContainerError: engine ecr credentials: not found",
    `${manifest}failed to resolve ref ${ecr}/web:1: unexpected status from HEAD request to https://${ecr}/v2/web/manifests/1: 401 Unauthorized`,
  ],
  "registry-login-required": [
    "CannotPullContainerError: Error response from daemon: Head https://registry.example.com/v2/web/manifests/1: no basic auth credentials",
    "CannotPullContainerError: Error response from daemon: Get https://ghcr.io/v2/acme/web/manifests/1: unauthorized: authentication required",
    "CannotPullContainerError: Error response from daemon: Get https://ghcr.io/v2/: denied: denied",
  ],
  "registry-forbids-image": [
    `${manifest}failed to resolve ref ${ecr}/web:1: unexpected status from HEAD request to https://${ecr}/v2/web/manifests/1: 403 Forbidden`,
  ],
  "image-reference-malformed": [
    "CannotPullContainerError: invalid reference format",
    "ClientException: Container.image contains invalid characters.",
    "CannotPullContainerError: invalid reference format: repository name must be lowercase",
    'InternalError: failed to normalize image reference "Dockerfile"',
  ],
  "pull-through-cache-failed": [
    "CannotPullContainerError: Error response from daemon: unknown: UnableToGetUpstreamImageException: upstream",
  ],
  "image-digest-unresolved": ["CannotPullImageManifestError: failed to find a repo digest matching 'web:1'"],
  "pull-cancelled": [
    "CannotPullContainerError: context canceled",
    "TaskStoppedBeforePullBeginError: Task stopped before image pull could begin for task: arn:aws:ecs:eu-west-1:111122223333:task/c/0",
  ],
  "image-pull-failed": [
    "STOPPED (CannotPullContainerError: Error response from daem…)",
    "CannotPullContainerError: API error (500)",
  ],
  "ecr-repository-missing-or-denied": [
    "CannotPullContainerError: Error response from daemon: pull access denied for 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web, repository does not exist or may require 'docker login'",
  ],
  "image-layer-missing": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:0 (application/vnd.docker.image.rootfs.diff.tar.gzip) from remote: not found",
    "CannotPullContainerError: Error response from daemon: unknown blob",
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: content at https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/web/manifests/sha256:0 not found: not found",
  ],
  "registry-failing": [
    'CannotPullContainerError: Error response from daemon: Head "https://registry-1.docker.io/v2/library/nginx/manifests/latest": received unexpected HTTP status: 503 Service Unavailable',
  ],
  "image-forbidden": [
    'CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "registry.example.com/web:1": unexpected status code [manifests 1]: 403 Forbidden',
  ],
};
