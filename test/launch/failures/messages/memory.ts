/** Messages by the cause they must be recognised as. */
export const memory: Readonly<Record<string, readonly string[]>> = {
  "container-out-of-memory": [
    "OutOfMemoryError: Container killed due to memory usage",
    "Essential container in task exited. Exit code: 137. Reason: OutOfMemoryError: Container killed due to memory usage",
  ],
  "container-memory-too-low-to-start": [
    "CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: container init was OOM-killed (memory limit too low?): unknown",
    "CannotCreateContainerError: Error response from daemon: Minimum memory limit allowed is 6MB",
  ],
  "container-memory-exceeds-task": [
    "ClientException: The 'memory' setting for container 'worker' is greater than for the task.",
    "task memory spec builder: container memory limit(1024) greater than task memory limit(512)",
  ],
  "memory-limit-missing": [
    "ClientException: Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be specified.",
  ],
  "exit-137": ["Essential container in task exited. Exit code: 137", "app exited with code 137"],
  "program-heap-exhausted": [
    'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
    "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
  ],
  "memory-allocation-failed": [
    "CannotStartContainerError: Error response from daemon: fork/exec /usr/bin/containerd-shim: cannot allocate memory: unknown",
  ],
};
