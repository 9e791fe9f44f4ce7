import { describe, expect, it } from "vitest";
import { daysLeft, isOpenToAll, waysToWatch } from "./offers.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const until = (until_at: string | null) => ({ monetisation: "free" as const, until_at });

describe("the days left", () => {
  it("are those of the offer that lasts longest", () => {
    const offers = [until("2026-11-22T12:00:00Z"), until("2026-11-26T13:00:00Z")];
    expect(daysLeft(offers, NOW)).toBe(5);
  });

  it("are not counted while an offer has no end, or a far one, or is over", () => {
    expect(daysLeft([until(null), until("2026-11-22T00:00:00Z")], NOW)).toBeNull();
    expect(daysLeft([until("2027-11-22T00:00:00Z")], NOW)).toBeNull();
    expect(daysLeft([until("2026-11-20T00:00:00Z")], NOW)).toBeNull();
    expect(daysLeft([until("nonsense")], NOW)).toBeNull();
    expect(daysLeft([], NOW)).toBeNull();
  });

  it("end today", () => {
    expect(daysLeft([until("2026-11-21T20:00:00Z")], NOW)).toBe(0);
  });
});

describe("ways to watch", () => {
  it("are named once, the cheapest first", () => {
    const ways = (["buy", "rent", "buy"] as const).map((monetisation) => ({
      monetisation,
      until_at: null,
    }));
    expect(waysToWatch(ways)).toEqual(["rent", "buy"]);
  });

  it("are open to all unless somebody asks for something", () => {
    expect(
      [undefined, null, "free", "ads", "rent"].map((way) => isOpenToAll(way as never)),
    ).toEqual([true, true, true, true, false]);
  });
});
