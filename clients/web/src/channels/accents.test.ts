import { describe, expect, it } from "vitest";
import { contrastOf, inkOn, NEEDED } from "./accents.ts";

describe("an accent", () => {
  it("is measured on the darker and the lighter surface", () => {
    expect(contrastOf("#ffffff")).toBeGreaterThan(15);
    expect(contrastOf("#201b17")).toBe(1);
    expect(contrastOf("#00008b")).toBeLessThan(NEEDED);
  });
  it("is no colour when it is not written as one", () => {
    for (const colour of ["", "red", "#fff", "#12345g"]) expect(contrastOf(colour)).toBeNull();
  });
  it("takes the ink that is read best on it", () => {
    expect([inkOn("#ffd23f"), inkOn("#7a3cff")]).toEqual(["#1c1305", "#ffffff"]);
  });
});
