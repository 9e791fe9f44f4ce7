import { describe, expect, it } from "vitest";
import { next, type PlayerEvent, type PlayerState, START } from "./state.ts";

function after(...events: PlayerEvent[]): PlayerState {
  return events.reduce(next, START);
}

const LOADED: PlayerEvent = { type: "loaded", duration: 100, playableUntil: 100 };

describe("the player's state", () => {
  it("hears nothing but load once it has failed", () => {
    const failed = after({ type: "failed", problem: { kind: "network", detail: "1001" } });
    expect(next(failed, { type: "playing" })).toBe(failed);
    expect(next(failed, { type: "load" }).status).toBe("loading");
    expect(next(failed, { type: "load" }).problem).toBeNull();
  });

  it("rests after loading until somebody asks to play", () => {
    expect(after({ type: "load" }, LOADED).status).toBe("paused");
    expect(after({ type: "load" }, { type: "playAsked" }, LOADED).status).toBe("buffering");
  });

  it("buffers only while the viewer wants to play", () => {
    expect(after(LOADED, { type: "waiting" }).status).toBe("paused");
    expect(after(LOADED, { type: "playing" }, { type: "waiting" }).status).toBe("buffering");
  });

  it("stays ended when the element pauses itself at the end", () => {
    const ended = after(LOADED, { type: "playing" }, { type: "ended" }, { type: "paused" });
    expect(ended.status).toBe("ended");
    expect(ended.position).toBe(100);
    expect(next(ended, { type: "seeked", position: 5 }).status).toBe("paused");
  });

  it("keeps the longest length it was told while a film grows", () => {
    const grown = after(LOADED, { type: "loaded", duration: 40, playableUntil: 40 });
    expect(grown.duration).toBe(100);
    expect(grown.playableUntil).toBe(40);
  });
});
