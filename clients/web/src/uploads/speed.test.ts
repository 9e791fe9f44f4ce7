import { describe, expect, it } from "vitest";
import { measured, NO_SPEED, secondsLeft } from "./speed.ts";

describe("an upload's speed", () => {
  it("is unknown at first and tells no time left", () => {
    const first = measured(NO_SPEED, 0, 1_000);
    expect(first.bytesPerSecond).toBe(0);
    expect(secondsLeft(first, 0, 100)).toBeNull();
  });

  it("is measured twice a second at most", () => {
    const first = measured(NO_SPEED, 0, 1_000);
    expect(measured(first, 500, 1_200)).toBe(first);
    expect(measured(first, 500, 2_000).bytesPerSecond).toBe(500);
  });

  it("does not jump with one slow moment", () => {
    const steady = { bytesPerSecond: 1_000, at: 1_000, sent: 1_000 };
    const stalled = measured(steady, 1_000, 2_000);
    expect(stalled.bytesPerSecond).toBe(700);
    expect(secondsLeft(stalled, 1_000, 8_000)).toBe(10);
  });
});
