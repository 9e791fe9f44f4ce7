import type { RightsWindow } from "@streamverse/api";
import { describe, expect, it } from "vitest";
import { barsOf, drawnOf, lanesOf, leavingSoon, rangeAt, ticksOf } from "./timeline.ts";

const window = (from_at: string, until_at: string | null, more = {}): RightsWindow => ({
  id: from_at,
  from_at,
  until_at,
  territories: ["*"],
  excluded_territories: [],
  platforms: ["*"],
  plans: ["*"],
  monetisation: "free",
  max_rung: null,
  is_download_allowed: false,
  is_blackout: false,
  licensor: "",
  notes: "",
  ...more,
});
const day = (text: string) => Date.parse(text);

describe("a calendar's range", () => {
  it("is the month, the quarter or the year around a day", () => {
    expect(rangeAt(day("2026-11-21"), "month")).toEqual({
      from: day("2026-11-01"),
      until: day("2026-12-01"),
    });
    expect(rangeAt(day("2026-11-21"), "quarter", 1)).toEqual({
      from: day("2027-01-01"),
      until: day("2027-04-01"),
    });
    expect(rangeAt(day("2026-11-21"), "year", -1).from).toBe(day("2025-01-01"));
  });

  it("is marked by months, and by Mondays within one", () => {
    expect(ticksOf(rangeAt(day("2026-11-21"), "quarter"), "quarter")).toHaveLength(3);
    const november = ticksOf(rangeAt(day("2026-11-21"), "month"), "month");
    expect(november.map(({ at }) => new Date(at).getUTCDate())).toEqual([1, 2, 9, 16, 23, 30]);
  });
});

describe("bars", () => {
  const range = rangeAt(day("2026-11-21"), "quarter");

  it("are cut where the range ends", () => {
    const [bar] = barsOf([window("2026-01-01", null)], range);
    expect(bar).toMatchObject({ left: 0, width: 1, isCutLeft: true, isCutRight: true });
    expect(barsOf([window("2026-01-01", "2026-02-01")], range)).toEqual([]);
  });

  it("share a lane one after the other, and never overlap", () => {
    const bars = barsOf(
      [
        window("2026-10-01", "2026-11-01"),
        window("2026-10-15", "2026-12-01"),
        window("2026-11-01", "2026-12-15"),
      ],
      range,
    );
    expect(bars.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(lanesOf(bars)).toBe(2);
  });
});

const span = (from_at: string, until_at: string, windows: readonly string[], reason = "") => ({
  from_at,
  until_at,
  is_offered: windows.length > 0,
  reason,
  offers: windows.map((window_id) => ({
    window_id,
    monetisation: "free" as const,
    plans: ["*"],
    until_at: null,
    max_rung: null,
    is_download_allowed: true,
  })),
});

describe("spans", () => {
  it("become bars that go on as long as their offer does", () => {
    const drawn = drawnOf([
      span("2026-01", "2026-02", ["a"]),
      span("2026-02", "2026-03", ["a", "b"]),
      span("2026-03", "2026-04", [], "blackout"),
      span("2026-04", "2026-05", ["a"]),
    ]);
    expect(drawn.map(({ id, from_at, until_at }) => [id, from_at, until_at])).toEqual([
      ["a", "2026-01", "2026-03"],
      ["b", "2026-02", "2026-03"],
      ["blackout", "2026-03", "2026-04"],
      ["a", "2026-04", "2026-05"],
    ]);
    expect(drawn[2]?.is_blackout).toBe(true);
  });
});

describe("leaving soon", () => {
  it("lists what is offered now and not at the end, the soonest first", () => {
    const a = { spans: [span("2026-01", "2026-03", ["a"]), span("2026-03", "2026-04", [])] };
    const b = { spans: [span("2026-01", "2026-02", ["a"]), span("2026-02", "2026-04", [])] };
    const stays = { spans: [span("2026-01", "2026-04", ["a"])] };
    const never = { spans: [span("2026-01", "2026-04", [])] };
    expect(leavingSoon([a, b, stays, never]).map(({ item }) => item)).toEqual([b, a]);
  });
});
