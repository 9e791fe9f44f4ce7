import { describe, expect, it } from "vitest";
import { offerAt } from "./markers.ts";

const INTRO = { kind: "intro", from_seconds: 10, to_seconds: 40 };
const CREDITS = { kind: "credits", from_seconds: 90, to_seconds: null };

describe("what can be passed over", () => {
  it("is offered while it plays, and leads behind it", () => {
    expect(offerAt([INTRO], 9.9, 100)).toBeNull();
    expect(offerAt([INTRO], 10, 100)).toEqual({ kind: "intro", to: 40 });
    expect(offerAt([INTRO], 35.9, 100)).toEqual({ kind: "intro", to: 40 });
  });

  it("is not offered when hardly any of it is left", () => {
    expect(offerAt([INTRO], 39, 100)).toBeNull();
    expect(offerAt([{ ...INTRO, to_seconds: 12 }], 10, 100)).toBeNull();
  });

  it("leads to the end where nothing comes after it", () => {
    expect(offerAt([CREDITS], 91, 100)).toEqual({ kind: "credits", to: null });
    expect(offerAt([{ ...CREDITS, to_seconds: 97 }], 91, 100)).toEqual({
      kind: "credits",
      to: null,
    });
  });

  it("leads to the scene after the credits, where there is one", () => {
    expect(offerAt([{ ...CREDITS, to_seconds: 200 }], 91, 300)).toEqual({
      kind: "credits",
      to: 200,
    });
  });

  it("is none for chapters and previews", () => {
    expect(offerAt([{ ...INTRO, kind: "chapter" }], 20, 100)).toBeNull();
    expect(offerAt([{ ...INTRO, kind: "preview" }], 20, 100)).toBeNull();
  });
});
