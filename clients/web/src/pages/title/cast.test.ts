import type { ShownCredit } from "@streamverse/api";
import { describe, expect, it } from "vitest";
import { castOf } from "./cast.ts";

const credit = (id: string, role: string, character = ""): ShownCredit => ({
  person: { id, slug: id, name: id },
  role,
  character,
});

describe("a cast", () => {
  it("begins with who made it, then who is in it, then the others, as they were given", () => {
    const cast = castOf([
      credit("cutter", "editor"),
      credit("star", "actor", "Hero"),
      credit("second", "voice"),
      credit("maker", "director"),
    ]);
    expect(cast.map(({ person }) => person.id)).toEqual(["maker", "star", "second", "cutter"]);
  });

  it("has nobody twice in a role, but in two", () => {
    const cast = castOf([
      credit("ana", "actor", "Viola"),
      credit("ana", "actor", "Cesario"),
      credit("ana", "director"),
    ]);
    expect(cast.map(({ role, line }) => [role, line])).toEqual([
      ["director", ""],
      ["actor", "Viola, Cesario"],
    ]);
  });
});
