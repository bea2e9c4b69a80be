// A disk that fails when a test wants it to: a library between Node and the operating system, made with the C compiler.

import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the file `switch` holds the name of a call, that call fails for stream files, or takes half of what it should. */
const source = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_stream(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, ".jsonl") != NULL;
}

static int fails(int fd, const char *call) {
  char wanted[32] = "";
  const char *path = getenv("FAILING_DISK");
  int at = path ? open(path, O_RDONLY) : -1;
  if (at < 0) return 0;
  ssize_t length = read(at, wanted, sizeof wanted - 1);
  close(at);
  return length > 0 && strncmp(wanted, call, strlen(call)) == 0 && is_stream(fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t place) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
  if (fails(fd, "half")) return real(fd, bytes, (count + 1) / 2, place);
  if (fails(fd, "torn")) { real(fd, bytes, count / 2, place); errno = EIO; return -1; }
  if (fails(fd, "write")) { errno = EIO; return -1; }
  return real(fd, bytes, count, place);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t place) {
  return pwrite64(fd, bytes, count, place);
}

int fdatasync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  if (fails(fd, "sync")) { errno = EIO; return -1; }
  return real(fd);
}
`;

export type Fault = "half" | "torn" | "write" | "sync";

export class FailingDisk {
  readonly #switch: string;
  readonly env: NodeJS.ProcessEnv;

  /** Throws where there is no C compiler. */
  constructor(folder: string) {
    const [code, library] = [join(folder, "disk.c"), join(folder, "disk.so")];
    writeFileSync(code, source);
    execFileSync("cc", ["-shared", "-fPIC", "-o", library, code, "-ldl"], { stdio: "pipe" });
    this.#switch = join(folder, "switch");
    this.env = { ...process.env, LD_PRELOAD: library, FAILING_DISK: this.#switch };
  }

  fail(fault: Fault): void {
    writeFileSync(this.#switch, fault);
  }

  mend(): void {
    rmSync(this.#switch, { force: true });
  }
}
