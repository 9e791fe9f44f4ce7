import { describe, expect, it } from "vitest";
import { standingOf } from "./countdown.ts";

const START = "2026-11-21T18:00:00Z";
const at = (time: string) => Date.parse(time);

describe("an event", () => {
  it("counts down to its first second", () => {
    expect(standingOf(START, null, at("2026-11-20T16:59:59Z"))).toEqual({
      when: "later",
      days: 1,
      hours: 1,
      minutes: 0,
      seconds: 1,
    });
    expect(standingOf(START, null, at(START))).toEqual({ when: "now" });
  });

  it("is over at its end, or after the usual length of one", () => {
    expect(standingOf(START, "2026-11-21T19:00:00Z", at("2026-11-21T19:00:00Z")).when).toBe("over");
    expect(standingOf(START, null, at("2026-11-21T20:30:00Z")).when).toBe("now");
    expect(standingOf(START, null, at("2026-11-21T21:00:00Z")).when).toBe("over");
  });
});
