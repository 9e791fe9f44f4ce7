import type { Field } from "./document.ts";
import type { Kept } from "./draft.ts";
import { isSame } from "./merge.ts";

const START = "streamverse.draft.";

/** Where typed words wait on this device: one record per account and title, shared by its tabs. */
export class LocalDrafts {
  readonly #name: string;
  readonly #shelf: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** What this tab put there: only that is taken away again. */
  #mine: Kept = {};

  constructor(account: string, title: string, shelf: LocalDrafts["shelf"] = localStorage) {
    this.#name = `${START}${account}.${title}`;
    this.#shelf = shelf;
  }

  get shelf(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
    return this.#shelf;
  }

  read(): Kept {
    try {
      const found: unknown = JSON.parse(this.#shelf.getItem(this.#name) ?? "{}");
      return typeof found === "object" && found !== null ? (found as Kept) : {};
    } catch {
      return {};
    }
  }

  /** Keep what is not saved yet; what is no longer waiting goes, unless another tab typed over it. */
  keep(waiting: Kept): void {
    const stored = { ...this.read() };
    for (const field of Object.keys(this.#mine) as Field[]) {
      if (!(field in waiting) && isSame(stored[field]?.mine, this.#mine[field]?.mine)) {
        delete stored[field];
      }
    }
    Object.assign(stored, waiting);
    this.#mine = waiting;
    try {
      if (Object.keys(stored).length === 0) this.#shelf.removeItem(this.#name);
      else this.#shelf.setItem(this.#name, JSON.stringify(stored));
    } catch {
      // A full or forbidden store: the words are still on the page, and on their way.
    }
  }

  /** What was found at the start is this tab's from now on. */
  adopt(kept: Kept): void {
    this.#mine = kept;
  }
}
