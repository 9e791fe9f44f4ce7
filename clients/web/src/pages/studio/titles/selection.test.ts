import { describe, expect, it } from "vitest";
import { everything, extended, NONE, toggled, within } from "./selection.ts";

const ORDER = ["a", "b", "c", "d"];
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort();

describe("choosing rows", () => {
  it("takes a range from the last one chosen, in either direction", () => {
    expect(chosen(extended(toggled(NONE, "b"), ORDER, "d"))).toEqual(["b", "c", "d"]);
    expect(chosen(extended(toggled(NONE, "c"), ORDER, "a"))).toEqual(["a", "b", "c"]);
  });

  it("gives a range up again when the anchor was given up", () => {
    const without = toggled(everything(ORDER), "b");
    expect(chosen(extended(without, ORDER, "c"))).toEqual(["a", "d"]);
  });

  it("chooses one where there is nothing to reach from", () => {
    expect(chosen(extended(NONE, ORDER, "c"))).toEqual(["c"]);
  });

  it("forgets rows that are gone", () => {
    expect(chosen(within(everything(ORDER), ["b", "x"]))).toEqual(["b"]);
  });
});
