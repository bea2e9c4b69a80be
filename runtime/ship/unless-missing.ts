// What is not there counts as nothing, where it may be gone by now or is still to come.

export function unlessMissing(error: unknown): undefined {
  if (Reflect.get(Object(error), "code") !== "ENOENT") throw error;
}
