import { describe, expect, it } from "vitest";
import { clampSeek, isNotMadeYet, nextSpeed, shareAt, startingPoint } from "./seeking.ts";

describe("seeking", () => {
  it("never lands before the start or on the very end", () => {
    expect(clampSeek(-3, 100)).toBe(0);
    expect(clampSeek(500, 100)).toBe(99.5);
    expect(clampSeek(4, 0)).toBe(0);
  });

  it("knows the part of a growing film that is still being made", () => {
    expect(isNotMadeYet(80, 40, 100)).toBe(true);
    expect(isNotMadeYet(30, 40, 100)).toBe(false);
    expect(isNotMadeYet(101, 100, 100)).toBe(false);
  });

  it("reads the bar from right to left where people do", () => {
    expect(shareAt(25, 0, 100)).toBe(0.25);
    expect(shareAt(25, 0, 100, true)).toBe(0.75);
    expect(shareAt(500, 0, 100)).toBe(1);
    expect(shareAt(10, 0, 0)).toBe(0);
  });
});

describe("resuming", () => {
  it("starts over when the credits were reached, or hardly anything was seen", () => {
    expect(startingPoint(99, 100)).toBe(0);
    expect(startingPoint(2, 100)).toBe(0);
  });

  it("goes on where the viewer stopped", () => {
    expect(startingPoint(42, 100)).toBe(42);
  });

  it("prefers a time asked for in the address", () => {
    expect(startingPoint(42, 100, 10)).toBe(10);
    expect(startingPoint(42, 100, 0)).toBe(0);
    expect(startingPoint(42, 100, 400)).toBe(100);
  });
});

describe("speeds", () => {
  it("steps along the list and stays at its ends", () => {
    expect(nextSpeed(1, 1)).toBe(1.25);
    expect(nextSpeed(1, -1)).toBe(0.75);
    expect(nextSpeed(2, 1)).toBe(2);
    expect(nextSpeed(0.5, -1)).toBe(0.5);
  });
});
