import type { Filmography } from "@streamverse/api";
import { describe, expect, it } from "vitest";
import { byRole } from "./byRole.ts";

const credit = (role: string, id: string, year: number, character = "") =>
  ({ role, character, title: { id, year } }) as unknown as Filmography;

describe("a filmography", () => {
  it("stands by role, what somebody did most first, the latest title first", () => {
    const roles = byRole([
      credit("director", "a", 1999),
      credit("actor", "b", 1980),
      credit("actor", "c", 2020),
    ]);
    expect(roles.map(({ role }) => role)).toEqual(["actor", "director"]);
    expect(roles[0]?.items.map(({ title }) => title.id)).toEqual(["c", "b"]);
  });

  it("has a title once in a role, with every character", () => {
    const [actor] = byRole([
      credit("actor", "a", 1999, "Viola"),
      credit("actor", "a", 1999, "Cesario"),
    ]);
    expect(actor?.items.map(({ character }) => character)).toEqual(["Viola, Cesario"]);
  });

  it("counts a role nobody knows among the crew", () => {
    expect(byRole([credit("gaffer", "a", 1)])[0]?.role).toBe("crew");
  });
});
