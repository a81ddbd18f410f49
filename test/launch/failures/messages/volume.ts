const efs =
  "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: ";

/** Messages by the cause they must be recognised as. */
export const volume: Readonly<Record<string, readonly string[]>> = {
  "efs-not-resolved": [
    `${efs}Failed to resolve "fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com" - check that your file system ID is correct, and ensure that the VPC has an EFS mount target for this file system ID.`,
  ],
  "efs-mount-timed-out": [
    `${efs}Mount attempt 1/3 failed due to timeout after 15 sec, wait 0 sec before next attempt. : unsuccessful EFS utils command execution; code: 32`,
    `${efs}b'mount.nfs4: Connection timed out' : unsuccessful EFS utils command execution; code: 32`,
  ],
  "efs-connection-broken": [
    `${efs}b'mount.nfs4: Connection reset by peer' : unsuccessful EFS utils command execution; code: 32`,
  ],
  "efs-access-denied": [
    `${efs}b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' : unsuccessful EFS utils command execution; code: 32`,
  ],
  "efs-path-missing": [
    `${efs}b'mount.nfs4: mounting 127.0.0.1:/data failed, reason given by server: No such file or directory' : unsuccessful EFS utils command execution; code: 32`,
  ],
  "efs-access-point-missing": [
    `${efs}AccessPointNotFound: access point fsap-0123456789abcdef0 does not exist`,
  ],
  "volume-missing": [
    "initialize volume: volume detection failed, volume 'data' does not exist and autoprovision is set to false",
    "ClientException: Unknown volume 'data'.",
  ],
  "volume-driver-failed": [
    "Error response from daemon: create data: error looking up volume plugin rexray/ebs: legacy plugin: plugin not found",
  ],
  "mount-path-collides": [
    'CannotStartContainerError: failed to create shim task: OCI runtime create failed: error mounting "/data" to rootfs at "/etc/app.conf": not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
  ],
  "mount-invalid": [
    'CannotCreateContainerError: Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /data',
  ],
  "ebs-volume-failed": ["ECS timed out while configuring the EBS volume attachment to your Task."],
  "fsx-mount-failed": ["fsxwindowsfileserver resource: failed to mount fsx"],
  "efs-mount-failed": [`${efs}…`],
  "volume-creation-failed": ["CannotCreateVolumeError: …"],
  "volume-ownership-refused": [
    "CannotCreateContainerError: failed to copy file info for /var/lib/ecs/volumes/data: failed to chown /var/lib/ecs/volumes/data: lchown /var/lib/ecs/volumes/data: operation not permitted",
  ],
  "mount-failed-cut-off": [
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: OCI runtime create failed: container_linux.go:349: starting container process caused "process_linux.go:449: container init caused \\"rootfs_linux.go:58',
  ],
};
