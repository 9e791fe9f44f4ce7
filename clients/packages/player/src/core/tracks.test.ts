import { describe, expect, it } from "vitest";
import { carryQuality, preferredAudio, preferredText, qualities } from "./tracks.ts";

const OFFERED = qualities([
  { width: 640, height: 360, bandwidth: 800_000 },
  { width: 1280, height: 720, bandwidth: 2_500_000 },
  { width: 1280, height: 720, bandwidth: 2_600_000 },
  { width: 0, height: 0, bandwidth: 64_000 },
]);

describe("the quality menu", () => {
  it("names each rung once, the sharpest first, without the sound-only one", () => {
    expect(OFFERED.map((q) => q.label)).toEqual(["720p", "360p"]);
    expect(OFFERED[0]?.bandwidth).toBe(2_600_000);
  });

  it("names a portrait film by its shorter side", () => {
    expect(qualities([{ width: 720, height: 1280, bandwidth: 1 }])[0]?.label).toBe("720p");
  });

  it("keeps the viewer's choice in a new manifest, or the nearest below", () => {
    expect(carryQuality("auto", OFFERED)).toBe("auto");
    expect(carryQuality(720, OFFERED)).toBe(720);
    expect(carryQuality(480, OFFERED)).toBe(360);
    expect(carryQuality(240, OFFERED)).toBe("auto");
  });
});

describe("languages", () => {
  const audios = [
    { id: "1", language: "en", label: "English", role: "main" },
    { id: "2", language: "hi-IN", label: "Hindi", role: "dub" },
  ];
  const texts = [{ language: "hi", label: "Hindi", kind: "subtitles", url: "/hi.vtt" }];

  it("remembers a language across regions", () => {
    expect(preferredAudio(audios, "hi")?.id).toBe("2");
    expect(preferredAudio(audios, "fr")?.id).toBe("1");
    expect(preferredAudio([], "fr")).toBeNull();
  });

  it("shows no subtitles nobody asked for", () => {
    expect(preferredText(texts, null)).toBeNull();
    expect(preferredText(texts, "hi-IN")?.url).toBe("/hi.vtt");
  });
});
