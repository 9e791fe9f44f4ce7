import { describe, expect, it } from "vitest";
import { pixelsOf, readBlur } from "./blurhash.ts";

describe("a blurred picture", () => {
  it("is one colour where the hash has one component", () => {
    const blur = readBlur("00TI:j");
    expect(blur).toMatchObject({ across: 1, down: 1 });
    const pixels = blur ? pixelsOf(blur, 2) : [];
    expect([...pixels.slice(0, 4)]).toEqual([...pixels.slice(12, 16)]);
  });

  it("runs from light to dark as its hash says", () => {
    const blur = readBlur("LEHV6nWB2yk8pyo0adR*.7kCMdnj");
    expect(blur).toMatchObject({ across: 4, down: 3 });
    expect(new Set(blur ? pixelsOf(blur, 4) : []).size).toBeGreaterThan(8);
  });

  it("is none where the hash is broken", () => {
    expect(readBlur("")).toBeNull();
    expect(readBlur("LEHV6")).toBeNull();
    expect(readBlur("é0TI:j")).toBeNull();
  });
});
