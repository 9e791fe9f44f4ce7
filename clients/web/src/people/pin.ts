import { digits } from "./codes.ts";

export const PIN_LENGTH = 4;

export function isPin(text: string): boolean {
  return /^\d{4}$/.test(text);
}

/** Why somebody in the family would guess it first; null when they would not. */
export function weakness(pin: string): "same" | "row" | null {
  if (!isPin(pin)) return null;
  const steps = [...pin].slice(1).map((sign, at) => Number(sign) - Number(pin[at]));
  if (steps.every((step) => step === 0)) return "same";
  if (steps.every((step) => step === 1) || steps.every((step) => step === -1)) return "row";
  return null;
}

/** The PIN after a key of the pad. */
export function afterKey(pin: string, key: string): string {
  if (key === "Backspace") return pin.slice(0, -1);
  return digits(pin + key, PIN_LENGTH);
}
