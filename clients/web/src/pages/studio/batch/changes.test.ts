import { describe, expect, it } from "vitest";
import { changeOf, type Draft, newDraft, shown } from "./changes.ts";

const draft = (facts: Partial<Draft>): Draft => ({ ...newDraft(1), ...facts });

describe("a batch edit", () => {
  it("is nothing while no value is given", () => {
    expect(changeOf([draft({})])).toBeNull();
  });

  it("adds to lists, takes from lists and sets fields at once", () => {
    const change = changeOf([
      draft({ field: "genres", how: "add", values: ["Drama"] }),
      draft({ field: "genres", how: "remove", values: ["Comedy"] }),
      draft({ field: "tags", how: "set", values: [] }),
      draft({ field: "year", value: "1999" }),
      draft({ field: "rating", value: "" }),
    ]);
    expect(change).toEqual({
      set: { tags: [], year: 1999, rating: "" },
      add: { genres: ["Drama"] },
      remove: { genres: ["Comedy"] },
    });
  });

  it("empties what is no text with null", () => {
    expect(changeOf([draft({ field: "year" })])?.set).toEqual({ year: null });
  });

  it("shows values as people write them", () => {
    expect(shown(["a", "b"])).toBe("a, b");
    expect(shown(null)).toBe("");
  });
});
