/** Who did something, as the service names them: a person with a name, an id, or the clock. */
export function byName(by: unknown): string {
  if (typeof by === "object" && by !== null && "name" in by) return String(by.name);
  return "";
}
