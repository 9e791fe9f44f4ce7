import { describe, expect, it } from "vitest";
import { ceilingForKids, ceilingsFor } from "./ceilings.ts";

describe("ceilings", () => {
  it("of a kids profile end at thirteen", () => {
    expect(ceilingsFor(true)).toEqual([0, 7, 13]);
    expect(ceilingForKids(null)).toBe(13);
    expect(ceilingForKids(16)).toBe(13);
    expect(ceilingForKids(7)).toBe(7);
  });

  it("of anybody else go up to none at all", () => {
    expect(ceilingsFor(false)).toEqual([0, 7, 13, 16, 18, null]);
  });
});
