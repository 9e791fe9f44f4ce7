import { describe, expect, it } from "vitest";
import { byDay } from "./days.ts";

const NAMES = { today: "Today", yesterday: "Yesterday" };

describe("days", () => {
  it("are named as people name them, over the turn of a month too", () => {
    const now = new Date(2026, 11, 1, 0, 30);
    const at = (...parts: [number, number, number, number]) => ({
      updated_at: new Date(...parts).toISOString(),
    });
    const items = [
      at(2026, 11, 1, 0),
      at(2026, 10, 30, 23),
      at(2026, 10, 30, 1),
      at(2026, 10, 29, 12),
    ];
    const days = byDay(items, now, "en", NAMES);
    expect(days.map((day) => [day.name, day.items.length])).toEqual([
      ["Today", 1],
      ["Yesterday", 2],
      ["Sunday, November 29, 2026", 1],
    ]);
  });

  it("are none where nothing was watched", () => {
    expect(byDay([], new Date(), "en", NAMES)).toEqual([]);
  });
});
