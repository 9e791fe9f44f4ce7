import type { TitleDocument } from "@streamverse/api";
import { describe, expect, it } from "vitest";
import * as d from "./draft.ts";

const BASE = { name: "Lanterns", synopsis: "A river.", genres: ["Drama"], year: 2024 };
const doc = (change = {}) => ({ ...BASE, ...change }) as unknown as TitleDocument;
const open = (kept = {}) => d.opened(doc(), '"1"', kept);

describe("a draft", () => {
  it("has nothing to send while nothing differs", () => {
    const draft = d.edited(d.edited(open(), { name: "Lantern" }), { name: "Lanterns" });
    expect(d.toSend(draft)).toBeNull();
    expect(d.isClean(draft)).toBe(true);
  });

  it("shows what was typed while it is on its way, and what was typed since over it", () => {
    const first = d.edited(open(), { name: "Lan" });
    const going = d.edited(d.begun(first, d.toSend(first) ?? {}), { name: "Lant" });
    expect(d.shown(going).name).toBe("Lant");
    expect(d.toSend(going)).toBeNull();
    const after = d.saved(going, doc({ name: "Lan" }), '"2"');
    expect(d.shown(after).name).toBe("Lant");
    expect(d.toSend(after)).toEqual({ name: "Lant" });
  });

  it("loses nothing when sending fails", () => {
    const first = d.edited(open(), { name: "Lan", year: 2025 });
    const going = d.edited(d.begun(first, d.toSend(first) ?? {}), { name: "Lant" });
    expect(d.returned(going).edits).toEqual({ name: "Lant", year: 2025 });
  });

  it("keeps a refused field out of the next saving until it is changed", () => {
    const typed = d.edited(open(), { name: "", year: 2025 });
    const draft = d.refused(d.begun(typed, typed.edits), { name: "It needs a name." });
    expect(d.toSend(draft)).toEqual({ year: 2025 });
    expect(d.shown(draft).name).toBe("");
    expect(d.toSend(d.edited(draft, { name: "L" }))).toEqual({ name: "L", year: 2025 });
  });

  it("lays my fields over somebody else's document", () => {
    const mine = d.edited(open(), { name: "Lamps", genres: ["Drama", "War"] });
    const draft = d.rebased(mine, doc({ synopsis: "Theirs.", genres: ["Drama", "Family"] }), '"2"');
    expect(draft.clashes).toEqual([]);
    expect(d.shown(draft)).toEqual(
      doc({ name: "Lamps", synopsis: "Theirs.", genres: ["Drama", "Family", "War"] }),
    );
  });

  it("asks for each field that both changed, and sends nothing before", () => {
    const mine = d.edited(open(), { name: "Lamps", synopsis: "Mine." });
    const draft = d.rebased(mine, doc({ name: "Lights", synopsis: "Theirs." }), '"2"');
    expect(draft.clashes.map(({ field }) => field)).toEqual(["name", "synopsis"]);
    expect(d.toSend(draft)).toBeNull();
    const after = d.decided(draft, { name: "theirs", synopsis: "mine" });
    expect(d.toSend(after)).toEqual({ synopsis: "Mine." });
    expect(d.shown(after).name).toBe("Lights");
  });

  it("brings back what the device kept", () => {
    const typed = d.edited(open(), { name: "Lamps", year: null });
    const again = d.opened(doc(), '"1"', JSON.parse(JSON.stringify(d.keptOf(typed))));
    expect(again.edits).toEqual({ name: "Lamps", year: null });
    expect(again.clashes).toEqual([]);
  });

  it("asks about what was kept when the title changed meanwhile", () => {
    const kept = d.keptOf(d.edited(open(), { name: "Lamps" }));
    const draft = d.opened(doc({ name: "Lights" }), '"2"', kept);
    expect(draft.clashes).toEqual([{ field: "name", mine: "Lamps", theirs: "Lights" }]);
    expect(d.opened(doc({ name: "Lamps" }), '"2"', kept).edits).toEqual({});
  });
});
