/** The dark room's surfaces, as the service measures accents on them. */
const SURFACES = ["#161310", "#201b17"];
export const NEEDED = 3;

/** The lowest contrast of a colour with what it may stand on (WCAG 2.2); null for no colour. */
export function contrastOf(colour: string): number | null {
  const own = luminance(colour);
  if (own === null) return null;
  return Math.min(
    ...SURFACES.map((surface) => {
      const under = luminance(surface) ?? 0;
      return (Math.max(own, under) + 0.05) / (Math.min(own, under) + 0.05);
    }),
  );
}

/** Which of our inks is read best on a colour. */
export function inkOn(colour: string): string {
  const own = luminance(colour) ?? 1;
  const dark = luminance("#1c1305") ?? 0;
  return (own + 0.05) / (dark + 0.05) >= 1.05 / (own + 0.05) ? "#1c1305" : "#ffffff";
}

function luminance(colour: string): number | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  if (!found) return null;
  const [red = 0, green = 0, blue = 0] = found.slice(1).map((part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
