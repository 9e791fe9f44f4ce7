import { describe, expect, it } from "vitest";
import { ceilingsFor } from "./ceilings.ts";

describe("ceilings", () => {
  it("of a kids profile end at thirteen", () => {
    expect(ceilingsFor(true, null)).toEqual([0, 7, 10, 13]);
  });

  it("of anybody else go up to none at all", () => {
    expect(ceilingsFor(false, undefined)).toEqual([0, 7, 10, 13, 16, 18, null]);
  });

  it("contain the one that is set, whoever set it", () => {
    expect(ceilingsFor(true, 6)).toContain(6);
  });
});
