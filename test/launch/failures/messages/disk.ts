/** Messages by the cause they must be recognised as. */
export const disk: Readonly<Record<string, readonly string[]>> = {
  "instance-disk-full": [
    "CannotPullContainerError: write /var/lib/docker/tmp/GetImageBlob111111111: no space left on device",
    "CannotPullContainerError: failed to register layer: Error processing tar file(exit status 1): write /usr/lib/x: no space left on device",
  ],
  "ephemeral-storage-full": [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to unpack image on snapshotter overlayfs: failed to extract layer sha256:0: mount callback failed on /tmp/containerd-mount1: write /tmp/containerd-mount1/a: no space left on device: unknown",
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer sha256:0: hcsshim::ImportLayer - failed failed in Win32: There is not enough space on the disk. (0x70)",
  ],
  "thin-pool-full": [
    "CannotCreateContainerError: API error (500): devmapper: Thin Pool has 4350 free data blocks which is less than minimum required 4454 free data blocks. Create more free space in thin pool",
  ],
  "disk-full": ["CannotStartContainerError: mkdir /data: no space left on device"],
  "too-many-open-files": [
    "CannotStartContainerError: Error response from daemon: accept4: too many open files",
  ],
  "ephemeral-storage-timed-out": ["Timeout waiting for EphemeralStorage provisioning to complete."],
};
