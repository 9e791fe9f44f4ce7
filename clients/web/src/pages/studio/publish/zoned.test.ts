import { describe, expect, it } from "vitest";
import { instantOf, offsetAt, wallOf } from "./zoned.ts";

describe("a time in a place", () => {
  it("is an instant, summer and winter", () => {
    expect(instantOf("2027-01-15T20:00", "Europe/Berlin")?.at).toBe("2027-01-15T19:00:00.000Z");
    expect(instantOf("2027-07-15T20:00", "Europe/Berlin")?.at).toBe("2027-07-15T18:00:00.000Z");
    expect(instantOf("2027-07-15T20:00", "Asia/Kolkata")?.at).toBe("2027-07-15T14:30:00.000Z");
  });

  it("says when the clocks skip it, and takes the time after the jump", () => {
    expect(instantOf("2027-03-28T02:30", "Europe/Berlin")).toEqual({
      at: "2027-03-28T01:30:00.000Z",
      clocks: "skipped",
    });
  });

  it("says when it comes twice, and takes the first", () => {
    expect(instantOf("2027-10-31T02:30", "Europe/Berlin")).toEqual({
      at: "2027-10-31T00:30:00.000Z",
      clocks: "twice",
    });
  });

  it("is shown as its place's clock shows it", () => {
    expect(wallOf("2027-07-15T14:30:00Z", "Asia/Kolkata")).toBe("2027-07-15T20:00");
    expect(wallOf(null, "UTC")).toBe("");
    expect(offsetAt(Date.UTC(2027, 0, 1), "America/New_York")).toBe(-300);
  });

  it("is none when it makes no sense", () => {
    expect(instantOf("", "UTC")).toBeNull();
    expect(instantOf("2027-13-45T99:00", "UTC")).toBeNull();
  });
});
