import { describe, expect, it } from "vitest";
import { markedAt, nudgeOf, ordered, placed, secondsOf, timeOf } from "./markers.ts";

describe("a marker", () => {
  it("begins at the playhead and stays in the film", () => {
    expect(markedAt("intro", 12.3456, 100)).toMatchObject({
      from_seconds: 12.346,
      to_seconds: 42.346,
    });
    expect(markedAt("intro", 90, 100).to_seconds).toBe(100);
    expect(markedAt("intro", 200, 100)).toMatchObject({ from_seconds: 99, to_seconds: 100 });
  });

  it("of the credits goes on to the end, a chapter has none", () => {
    expect(markedAt("credits", 80, 100).to_seconds).toBe(100);
    expect(markedAt("chapter", 80, 100).to_seconds).toBeNull();
  });

  it("never ends before it begins", () => {
    const intro = { kind: "intro", from_seconds: 10, to_seconds: 20, name: "" } as const;
    expect(placed(intro, "from", 30, 100).from_seconds).toBe(19.96);
    expect(placed(intro, "to", 5, 100).to_seconds).toBe(10.04);
    expect(placed(intro, "from", -5, 100).from_seconds).toBe(0);
    expect(placed(intro, "to", 500, 100).to_seconds).toBe(100);
  });

  it("is nudged by a frame, with Shift by a second", () => {
    expect(nudgeOf("ArrowRight", false)).toBeCloseTo(0.04);
    expect(nudgeOf("ArrowLeft", true)).toBe(-1);
    expect(nudgeOf("x", false)).toBe(0);
  });

  it("stands in the order of the film", () => {
    const [a, b] = [markedAt("chapter", 50, 100), markedAt("chapter", 5, 100)];
    expect(ordered([a, b])).toEqual([b, a]);
  });
});

describe("a time code", () => {
  it("is read and written", () => {
    expect(secondsOf("1:02:03.25")).toBe(3723.25);
    expect(secondsOf("2:03")).toBe(123);
    expect(secondsOf("90.5")).toBe(90.5);
    expect(timeOf(3723.25)).toBe("1:02:03.250");
    expect(timeOf(59.9996)).toBe("1:00.000");
  });

  it("is none when it makes no sense", () => {
    for (const text of ["", "abc", "1:2:3:4", "-5", "1:"]) expect(secondsOf(text)).toBeNull();
  });
});
