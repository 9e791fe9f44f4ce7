import { describe, expect, it } from "vitest";
import { chapterAt, chapterSpans } from "./chapters.ts";
import { isReportDue, nothingReported, reported } from "./reporting.ts";
import { areControlsShown } from "./visibility.ts";

describe("telling the service the place", () => {
  const told = reported(nothingReported(0), 10, 1_000);

  it("waits ten seconds between ticks", () => {
    expect(isReportDue(told, "tick", 15, 6_000)).toBe(false);
    expect(isReportDue(told, "tick", 21, 11_000)).toBe(true);
  });

  it("does not wait when the viewer pauses or leaves", () => {
    expect(isReportDue(told, "pause", 12, 1_500)).toBe(true);
    expect(isReportDue(told, "leave", 12, 1_500)).toBe(true);
  });

  it("says nothing twice, and numbers what it says", () => {
    expect(isReportDue(told, "leave", 10.2, 99_000)).toBe(false);
    expect(reported(told, 20, 2_000).sequence).toBe(2);
  });
});

describe("chapters on the bar", () => {
  it("fill it without gaps", () => {
    const spans = chapterSpans(
      [
        { start_seconds: 30, name: "Two" },
        { start_seconds: 2, name: "One" },
        { start_seconds: 400, name: "Beyond" },
      ],
      100,
    );
    expect(spans).toEqual([
      { start: 0, end: 30, name: "One" },
      { start: 30, end: 100, name: "Two" },
    ]);
    expect(chapterAt(spans, 31)?.name).toBe("Two");
  });

  it("are left out when there is only one", () => {
    expect(chapterSpans([{ start_seconds: 0, name: "All" }], 100)).toEqual([]);
  });
});

describe("the controls", () => {
  const calm = { isPlaying: true, isMenuOpen: false, isScrubbing: false, lastActivityAt: 0 };

  it("go three seconds after the last movement", () => {
    expect(areControlsShown(calm, 2_900)).toBe(true);
    expect(areControlsShown(calm, 3_100)).toBe(false);
  });

  it("stay while paused, in a menu or on the bar", () => {
    expect(areControlsShown({ ...calm, isPlaying: false }, 9_000)).toBe(true);
    expect(areControlsShown({ ...calm, isMenuOpen: true }, 9_000)).toBe(true);
    expect(areControlsShown({ ...calm, isScrubbing: true }, 9_000)).toBe(true);
  });
});
