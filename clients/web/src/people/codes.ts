/** What a person typed or pasted, as the letters and digits of a code. */
export function plainCode(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLocaleUpperCase("en");
}

/** "wxyz1234" → "WXYZ-1234": the way a screen shows it. */
export function userCode(text: string): string {
  const plain = plainCode(text).slice(0, 8);
  return plain.length > 4 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain;
}

/** Digits alone, in whichever script they were typed: "१२३ 456" → "123456". */
export function digits(text: string, most: number): string {
  return [...text.normalize("NFKC")]
    .filter((sign) => /\p{Nd}/u.test(sign))
    .map(latinDigit)
    .join("")
    .slice(0, most);
}

function latinDigit(sign: string): string {
  // The digits of a script follow each other, and zero comes first.
  let zero = sign.codePointAt(0) ?? 0;
  const at = zero;
  while (at - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(at - zero);
}
