import { type Answered, ApiProblem, type StudioTitle } from "@streamverse/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Edits } from "./document.ts";
import { LocalDrafts } from "./localDrafts.ts";
import { TitleDesk } from "./TitleDesk.ts";

/** A service with one title, and a device with a shelf. */
class World {
  title = {
    name: "Lanterns",
    synopsis: "",
    genres: [],
    languages: [],
    version: 1,
  } as unknown as StudioTitle;
  sent: Edits[] = [];
  refusal: ApiProblem | null = null;
  told = 0;
  store = new Map<string, string>();

  answer(): Answered<StudioTitle> {
    return { body: this.title, version: `"${this.title.version}"` };
  }

  others(change: Partial<StudioTitle>): void {
    this.title = { ...this.title, ...change, version: this.title.version + 1 };
  }

  open(): TitleDesk {
    const shelf = {
      getItem: (name: string) => this.store.get(name) ?? null,
      setItem: (name: string, text: string) => void this.store.set(name, text),
      removeItem: (name: string) => void this.store.delete(name),
    };
    return new TitleDesk(this.answer(), {
      read: async () => this.answer(),
      change: async (edits, version) => {
        if (this.refusal) throw this.refusal;
        if (version !== `"${this.title.version}"`) throw new ApiProblem(412, { code: "stale" });
        this.sent.push(edits);
        this.others(edits as unknown as Partial<StudioTitle>);
        return this.answer();
      },
      drafts: new LocalDrafts("me", "one", shelf),
      tell: () => {
        this.told += 1;
      },
    });
  }
}

describe("a title's desk", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("saves once, when the typing rests", async () => {
    const world = new World();
    const desk = world.open();
    for (const name of ["L", "La", "Lamp"]) {
      desk.edit({ name });
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(desk.view().state).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(800);
    expect(world.sent).toEqual([{ name: "Lamp" }]);
    expect(desk.view().state).toBe("saved");
    expect(world.told).toBe(1);
    expect(world.store.size).toBe(0);
  });

  it("saves who never rests every few seconds", async () => {
    const world = new World();
    const desk = world.open();
    for (let i = 0; i < 20; i += 1) {
      desk.edit({ synopsis: `word ${i}` });
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(world.sent.length).toBeGreaterThanOrEqual(1);
  });

  it("keeps every letter on the device until it is saved, and tries again", async () => {
    const world = new World();
    world.refusal = new ApiProblem(0, { code: "offline" });
    const desk = world.open();
    desk.edit({ name: "Lamp" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(desk.view().state).toBe("offline");
    expect([...world.store.values()][0]).toContain("Lamp");
    world.refusal = null;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(desk.view().state).toBe("saved");
    expect(world.store.size).toBe(0);
  });

  it("brings back after a reload what was never saved, and saves it", async () => {
    const world = new World();
    world.refusal = new ApiProblem(0, {});
    world.open().edit({ name: "Lamp" });
    world.refusal = null;
    const again = world.open();
    expect(again.view().broughtBack).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.title.name).toBe("Lamp");
  });

  it("goes on by itself when somebody else changed another field", async () => {
    const world = new World();
    const desk = world.open();
    world.others({ synopsis: "Theirs." });
    desk.edit({ name: "Lamp" });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(world.title).toMatchObject({ name: "Lamp", synopsis: "Theirs." });
    expect(desk.view().state).toBe("saved");
  });

  it("asks when somebody else changed the same field, and sends what was chosen", async () => {
    const world = new World();
    const desk = world.open();
    world.others({ name: "Lights" });
    desk.edit({ name: "Lamp" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(desk.view().state).toBe("clash");
    expect(desk.view().draft.clashes).toEqual([{ field: "name", mine: "Lamp", theirs: "Lights" }]);
    expect(world.title.name).toBe("Lights");
    desk.decide({ name: "mine" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.title.name).toBe("Lamp");
  });

  it("saves the rest when one field is refused", async () => {
    const world = new World();
    const desk = world.open();
    const errors = [{ field: "body.name", message: "too short" }];
    world.refusal = new ApiProblem(422, { code: "invalid_fields", errors });
    desk.edit({ name: "", synopsis: "Good." });
    await vi.advanceTimersByTimeAsync(801);
    expect(desk.view().draft.refused).toEqual({ name: "too short" });
    world.refusal = null;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.sent).toEqual([{ synopsis: "Good." }]);
    expect(desk.view().state).toBe("refused");
  });

  it("shows one tab what another has saved", async () => {
    const world = new World();
    const [one, two] = [world.open(), world.open()];
    one.edit({ name: "Lamp" });
    await one.save();
    await two.refresh();
    expect(two.view().draft.base.name).toBe("Lamp");
    expect(two.view().state).toBe("saved");
  });
});
