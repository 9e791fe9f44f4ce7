import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function theme(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1] ?? "", m[2] ?? ""]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ["dark", ":root"],
  ["light", ':root[data-theme="light"]'],
  ["contrast", ':root[data-theme="contrast"]'],
])("the %s theme", (_, selector) => {
  const colours = theme(selector);
  const get = (name: string) => colours.get(name) ?? "";
  const inks = ["ink-1", "ink-2", "ink-3", "accent-text", "danger", "success", "warning", "live"];
  const surfaces = ["surface-0", "surface-1", "surface-2", "surface-3"];

  it.each(inks)("reads %s on every surface at 4.5:1 or better", (ink) => {
    for (const surface of surfaces) {
      expect(contrast(get(ink), get(surface)), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("reads the ink of an accent button", () => {
    expect(contrast(get("accent-ink"), get("accent"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(get("accent-ink"), get("accent-strong"))).toBeGreaterThanOrEqual(4.5);
  });

  it("outlines fields at 3:1", () => {
    for (const surface of ["surface-0", "surface-1", "surface-2"]) {
      expect(contrast(get("line-strong"), get(surface))).toBeGreaterThanOrEqual(3);
    }
  });
});
