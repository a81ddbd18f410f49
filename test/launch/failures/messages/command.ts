const runc =
  "CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ";

/** Messages by the cause they must be recognised as. */
export const command: Readonly<Record<string, readonly string[]>> = {
  "command-not-found": [
    `${runc}exec: "nod": executable file not found in $PATH: unknown`,
    'CannotStartContainerError: API error (500): [8] System error: exec: "npm start": executable file not found in $PATH',
  ],
  "command-file-missing": [
    `${runc}exec: "/app/run.sh": stat /app/run.sh: no such file or directory: unknown`,
    "standard_init_linux.go:228: exec user process caused: no such file or directory",
  ],
  "command-not-runnable": [`${runc}exec: "/app/ru…`],
  "command-not-executable": [`${runc}exec: "/app/run.sh": permission denied: unknown`],
  "working-directory-missing": [
    `${runc}chdir to cwd ("/srv") set in config.json failed: no such file or directory: unknown`,
  ],
  "user-missing": [
    "CannotStartContainerError: Error response from daemon: unable to find user app: no matching entries in passwd file",
  ],
  "command-missing": ["CannotCreateContainerError: Error response from daemon: No command specified"],
  "sysctl-or-capability-refused": [
    `${runc}error during container init: write sysctl key net.core.somaxconn: permission denied`,
  ],
  "exit-0": ["Essential container in task exited. Exit code: 0"],
  "exit-1": [
    "Essential container in task exited. Exit Code: 1",
    "essential container web exited with code 1",
  ],
  "exit-125": ["Essential container in task exited, exit code: 125"],
  "exit-126": ["Essential container in task exited, exit code: 126"],
  "exit-127": ["Essential container in task exited, exit code: 127", "/bin/sh: 1: node: not found"],
  "exit-134": ["Essential container in task exited, exit code: 134"],
  "exit-139": ["Essential container in task exited, exitCode: 139"],
  "exit-143": ["Essential container in task exited (exit code 143)"],
  "exit-255": ["Essential container in task exited, exit code: 255"],
  "exit-other": ["Essential container in task exited, exit code: 42"],
  "essential-container-exited": ["Essential container in task exited"],
  "application-error": [
    "Error: listen EADDRINUSE: address already in use :::3000",
    'npm ERR! Missing script: "start"',
    "python: can't open file '/app/main.py': [Errno 2] No such file or directory",
  ],
  "container-start-failed": [
    "CannotStartContainerError: Error response from daemon: OCI runtime create f…",
    "CannotCreateContainerError: API error (500): expected integer",
  ],
  "image-without-passwd": [
    "CannotStartContainerError: ResourceInitializationError: unable to create new container: mount callback failed on /tmp/containerd-mount916692511: open /tmp/containerd-mount916692511/etc/passwd: no such file or directory",
  ],
};
