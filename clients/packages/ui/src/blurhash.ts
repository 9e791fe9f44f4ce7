/** The blurred picture that a BlurHash stands for (blurha.sh), as an address for CSS. */

const DIGITS =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
const SIDE = 16;

type Colour = readonly [number, number, number];

export interface Blur {
  readonly across: number;
  readonly down: number;
  readonly components: readonly Colour[];
}

/** Read a hash; null when it is none. */
export function readBlur(hash: string): Blur | null {
  const size = number(hash.slice(0, 1));
  const [across, down] = [(size % 9) + 1, Math.floor(size / 9) + 1];
  if (size < 0 || hash.length !== 4 + 2 * across * down) return null;
  const largest = (number(hash.slice(1, 2)) + 1) / 166;
  const mean = number(hash.slice(2, 6));
  const components: Colour[] = [[linear(mean >> 16), linear(mean >> 8), linear(mean)]];
  for (let at = 6; at < hash.length; at += 2) {
    const value = number(hash.slice(at, at + 2));
    components.push([
      wave(Math.floor(value / 361), largest),
      wave(Math.floor(value / 19) % 19, largest),
      wave(value % 19, largest),
    ]);
  }
  return { across, down, components };
}

/** The picture's pixels, `side` by `side`, as red, green, blue and opacity from 0 to 255. */
export function pixelsOf({ across, down, components }: Blur, side: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const sum = [0, 0, 0];
      for (let row = 0; row < down; row += 1) {
        for (let column = 0; column < across; column += 1) {
          const basis =
            Math.cos((Math.PI * x * column) / side) * Math.cos((Math.PI * y * row) / side);
          const colour = components[row * across + column] ?? [0, 0, 0];
          for (const channel of [0, 1, 2] as const) {
            sum[channel] = (sum[channel] ?? 0) + colour[channel] * basis;
          }
        }
      }
      pixels.set([...sum.map(screen), 255], (y * side + x) * 4);
    }
  }
  return pixels;
}

const painted = new Map<string, string>();

/** `url(…)` of the blurred picture, or nothing when the hash can't be read. */
export function paintBlur(hash: string): string {
  const known = painted.get(hash);
  if (known !== undefined) return known;
  const blur = readBlur(hash);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext("2d");
  if (blur && pen) {
    const image = pen.createImageData(SIDE, SIDE);
    image.data.set(pixelsOf(blur, SIDE));
    pen.putImageData(image, 0, 0);
  }
  const address = blur && pen ? `url(${canvas.toDataURL()})` : "";
  painted.set(hash, address);
  return address;
}

function number(digits: string): number {
  return [...digits].reduce((sum, digit) => sum * 83 + DIGITS.indexOf(digit), 0);
}

function wave(step: number, largest: number): number {
  const share = (step - 9) / 9;
  return Math.sign(share) * share * share * largest;
}

function linear(byte: number): number {
  const share = (byte & 255) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function screen(light: number): number {
  const share = Math.min(1, Math.max(0, light));
  return 255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055);
}
