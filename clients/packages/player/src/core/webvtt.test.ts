import { describe, expect, it } from "vitest";
import { parseStoryboard, tileAt } from "./storyboard.ts";
import { cuesAt, parseVtt, runs } from "./webvtt.ts";

const FILE = `WEBVTT

NOTE nothing to see

1
00:01.000 --> 00:03.500 line:10% align:start
First <i>line</i>
second &amp; last

01:00:00.000 --> 01:00:02.000
Late

00:00:09.000 --> 00:00:08.000
Backwards
`;

describe("subtitles", () => {
  const cues = parseVtt(FILE);

  it("leaves out notes and cues that end before they start", () => {
    expect(cues.map((c) => c.start)).toEqual([1, 3600]);
  });

  it("reads times, settings and both line ends", () => {
    expect(cues[0]).toMatchObject({ end: 3.5, settings: { line: "10%", align: "start" } });
    expect(parseVtt(FILE.replaceAll("\n", "\r\n"))).toEqual(cues);
  });

  it("shows a cue from its start up to its end", () => {
    expect(cuesAt(cues, 1)).toHaveLength(1);
    expect(cuesAt(cues, 3.5)).toHaveLength(0);
  });

  it("keeps italics and never passes markup through", () => {
    expect(runs(cues[0]?.text ?? "")).toEqual([
      [
        { text: "First ", italic: false, bold: false },
        { text: "line", italic: true, bold: false },
      ],
      [{ text: "second & last", italic: false, bold: false }],
    ]);
    expect(runs("<script>x</script>")[0]).toEqual([{ text: "x", italic: false, bold: false }]);
  });
});

describe("storyboards", () => {
  const tiles = parseStoryboard(
    `WEBVTT

00:00.000 --> 00:05.000
storyboard-0.jpg#xywh=0,0,160,90

00:05.000 --> 00:10.000
storyboard-0.jpg#xywh=160,0,160,90
`,
    "http://films.example/media/t/a/r/storyboard.vtt",
  );

  it("finds sprites beside the file", () => {
    expect(tiles[1]).toMatchObject({
      url: "http://films.example/media/t/a/r/storyboard-0.jpg",
      x: 160,
      width: 160,
    });
  });

  it("picks the tile of a time, and the last one past the end", () => {
    expect(tileAt(tiles, 4.9)?.x).toBe(0);
    expect(tileAt(tiles, 5)?.x).toBe(160);
    expect(tileAt(tiles, 99)?.x).toBe(160);
    expect(tileAt([], 1)).toBeNull();
  });
});
