import { describe, expect, it } from "vitest";
import {
  catchUpRate,
  IN_STEP_SECONDS,
  leadSeconds,
  offerOf,
  shouldTakeOver,
  takeoverAt,
  takeoverNext,
} from "./takeover.ts";

const CALM = { now: 100_000, isBusy: false, secondsLeft: 600 };

describe("taking up a better manifest", () => {
  const heard = takeoverNext(takeoverAt("1"), { type: "revision", revision: "2" });

  it("does nothing while nothing is new", () => {
    expect(shouldTakeOver(takeoverAt("1"), CALM)).toBe(false);
  });

  it("does nothing while a swap would take something from the viewer", () => {
    expect(shouldTakeOver(heard, { ...CALM, isBusy: true })).toBe(false);
    expect(shouldTakeOver(heard, { ...CALM, secondsLeft: 3 })).toBe(false);
  });

  it("begins once, however often the same revision is heard of", () => {
    expect(shouldTakeOver(heard, CALM)).toBe(true);
    expect(shouldTakeOver(takeoverNext(heard, { type: "began" }), CALM)).toBe(false);
  });

  it("lets rungs gather after a swap, then takes the next", () => {
    const swapped = takeoverNext(heard, { type: "swapped", revision: "2", now: CALM.now });
    const again = takeoverNext(swapped, { type: "revision", revision: "3" });
    expect(shouldTakeOver(again, { ...CALM, now: CALM.now + 1_000 })).toBe(false);
    expect(shouldTakeOver(again, { ...CALM, now: CALM.now + 9_000 })).toBe(true);
  });

  it("waits longer after each failure and gives up in the end", () => {
    const once = takeoverNext(heard, { type: "failed", now: 0 });
    const twice = takeoverNext(once, { type: "failed", now: 0 });
    expect(once.notBefore).toBe(10_000);
    expect(twice.notBefore).toBe(20_000);
    const often = [1, 2, 3].reduce((s) => takeoverNext(s, { type: "failed", now: 0 }), twice);
    expect(shouldTakeOver(often, { ...CALM, now: 1e9 })).toBe(false);
  });

  it("gets the hidden element in step and then leaves its speed alone", () => {
    // One element plays at the viewer's speed, the other corrects itself ten times a second.
    let drift = 0.4;
    for (let i = 0; i < 100; i += 1) drift -= (catchUpRate(drift, 1) - 1) * 0.1;
    expect(Math.abs(drift)).toBeLessThan(IN_STEP_SECONDS);
    expect(catchUpRate(0.001, 1.5)).toBe(1.5);
    expect(catchUpRate(-9, 1)).toBe(0.75);
  });

  it("starts further ahead on a slow line, and at a higher speed", () => {
    expect(leadSeconds(200, 1)).toBe(1.5);
    expect(leadSeconds(3_000, 1)).toBe(4.5);
    expect(leadSeconds(200, 2)).toBe(3);
  });
});

describe("what a manifest offers", () => {
  const low = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360\n360p.m3u8\n";

  it("is the same when only numbers moved", () => {
    expect(offerOf(low.replace("BANDWIDTH=1", "BANDWIDTH=7"))).toBe(offerOf(low));
  });

  it("differs when a rung arrived", () => {
    const both = `${low}#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=1280x720\n720p.m3u8\n`;
    expect(offerOf(both)).not.toBe(offerOf(low));
  });

  it("reads DASH by its representations", () => {
    const mpd = '<MPD><Representation id="360p" bandwidth="1"><x/></Representation></MPD>';
    expect(offerOf(mpd)).toBe("360p");
  });
});
