/** WebVTT cues (W3C WebVTT 1, section 4): enough of the format for subtitles and storyboards. */

export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly settings: Readonly<Record<string, string>>;
}

const ARROW = /^\s*((?:\d+:)?\d{2}:\d{2}[.,]\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}[.,]\d{3})(.*)$/;

/** Parse a file into its cues, ordered by start. Blocks that make no sense are left out. */
export function parseVtt(source: string): readonly Cue[] {
  const cues: Cue[] = [];
  const blocks = source
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/);
  for (const block of blocks) {
    const lines = block.split("\n").filter((line) => line !== "");
    const at = lines.findIndex((line) => ARROW.test(line));
    const match = at >= 0 ? ARROW.exec(lines[at] ?? "") : null;
    if (!match) continue;
    const cue = {
      start: seconds(match[1] ?? ""),
      end: seconds(match[2] ?? ""),
      text: lines.slice(at + 1).join("\n"),
      settings: Object.fromEntries(
        (match[3] ?? "")
          .trim()
          .split(/\s+/)
          .map((pair) => pair.split(":", 2))
          .filter((pair): pair is [string, string] => pair.length === 2),
      ),
    };
    if (cue.end > cue.start) cues.push(cue);
  }
  return cues.sort((a, b) => a.start - b.start);
}

function seconds(stamp: string): number {
  return stamp
    .replace(",", ".")
    .split(":")
    .reduce((total, part) => total * 60 + Number(part), 0);
}

/** The cues on screen at a time; several may overlap. */
export function cuesAt(cues: readonly Cue[], time: number): readonly Cue[] {
  return cues.filter((cue) => cue.start <= time && time < cue.end);
}

export interface Run {
  readonly text: string;
  readonly italic: boolean;
  readonly bold: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": "\u00a0",
  "&lrm;": "\u200e",
  "&rlm;": "\u200f",
};

/** A cue's lines as plain runs: <i> and <b> are kept, every other tag is dropped. */
export function runs(text: string): readonly (readonly Run[])[] {
  let italic = false;
  let bold = false;
  return text.split("\n").map((line) =>
    line.split(/(<[^>]*>)/).flatMap((piece): Run[] => {
      const tag = /^<(\/?)([a-z]*)/i.exec(piece);
      if (tag) {
        if (tag[2] === "i") italic = tag[1] === "";
        if (tag[2] === "b") bold = tag[1] === "";
        return [];
      }
      const plain = piece.replace(/&[a-z]+;/g, (name) => ENTITIES[name] ?? name);
      return plain ? [{ text: plain, italic, bold }] : [];
    }),
  );
}
