import { describe, expect, it } from "vitest";
import { commandFor } from "./keyboard.ts";

describe("the keyboard", () => {
  it("leaves the browser's own shortcuts alone", () => {
    expect(commandFor({ key: "f", ctrlKey: true })).toBeNull();
    expect(commandFor({ key: "m", metaKey: true })).toBeNull();
    expect(commandFor({ key: "ArrowLeft", altKey: true })).toBeNull();
  });

  it("leaves text fields and open menus alone", () => {
    expect(commandFor({ key: "m", focus: "text" })).toBeNull();
    expect(commandFor({ key: "ArrowDown", focus: "menu" })).toBeNull();
  });

  it("lets a focused button have Space and a focused slider the arrows", () => {
    expect(commandFor({ key: " ", focus: "button" })).toBeNull();
    expect(commandFor({ key: "ArrowRight", focus: "slider" })).toBeNull();
    expect(commandFor({ key: "m", focus: "slider" })).toEqual({ type: "toggleMute" });
  });

  it.each([
    [" ", { type: "togglePlay" }],
    ["ArrowLeft", { type: "seekBy", seconds: -5 }],
    ["ArrowRight", { type: "seekBy", seconds: 5 }],
    ["j", { type: "seekBy", seconds: -10 }],
    ["L", { type: "seekBy", seconds: 10 }],
    ["F", { type: "toggleFullscreen" }],
    ["c", { type: "toggleSubtitles" }],
    ["7", { type: "seekToShare", share: 0.7 }],
    [">", { type: "faster" }],
    ["?", { type: "help" }],
  ])("answers %s", (key, command) => {
    expect(commandFor({ key })).toEqual(command);
  });

  it("does not answer other keys", () => {
    expect(commandFor({ key: "x" })).toBeNull();
    expect(commandFor({ key: "Tab" })).toBeNull();
  });
});
