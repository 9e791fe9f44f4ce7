import { describe, expect, it } from "vitest";
import { fieldTwice, hasName } from "./fields.ts";

describe("a mapping", () => {
  it("needs something that names a title", () => {
    expect(hasName({ a: "year", b: "" })).toBe(false);
    expect(hasName({ a: "year", b: "imdb" })).toBe(true);
  });

  it("has every field once", () => {
    expect(fieldTwice({ a: "name", b: "year", c: "", d: "" })).toBeNull();
    expect(fieldTwice({ a: "name", b: "year", c: "name" })).toBe("name");
  });
});
