import { type Answered, ApiProblem, type StudioTitle } from "@streamverse/api";
import { documentOf, type Edits, type Field } from "./document.ts";
import * as d from "./draft.ts";
import type { LocalDrafts } from "./localDrafts.ts";

const QUIET_MS = 800;
/** Who types without a pause is saved now and then all the same. */
const LONGEST_MS = 5_000;
const AGAIN_MS = [2_000, 5_000, 10_000, 30_000] as const;

export type SaveState = "saved" | "unsaved" | "saving" | "offline" | "refused" | "clash";

export interface DeskView {
  readonly title: StudioTitle;
  readonly draft: d.Draft;
  readonly state: SaveState;
  readonly savedAt: number | null;
  /** Why the service would not take it at all. */
  readonly problem: ApiProblem | null;
  /** So many fields were brought back from this device when the page opened. */
  readonly broughtBack: number;
}

/** What a desk needs of the world around it. */
export interface Around {
  readonly read: () => Promise<Answered<StudioTitle>>;
  readonly change: (
    edits: Edits,
    version: string | null,
    isLast: boolean,
  ) => Promise<Answered<StudioTitle>>;
  readonly drafts: Pick<LocalDrafts, "read" | "keep" | "adopt">;
  /** Other tabs hear that the title has changed. */
  readonly tell: () => void;
}

/** One title being edited: saves by itself, loses nothing, and asks when somebody else was here. */
export class TitleDesk {
  readonly #around: Around;
  readonly #listeners = new Set<() => void>();
  #view: DeskView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dirtySince: number | null = null;
  #failures = 0;
  #isOver = false;

  constructor(found: Answered<StudioTitle>, around: Around) {
    this.#around = around;
    const kept = around.drafts.read();
    around.drafts.adopt(kept);
    const draft = d.opened(documentOf(found.body), found.version, kept);
    const broughtBack = new Set([
      ...Object.keys(draft.edits),
      ...draft.clashes.map(({ field }) => field),
    ]).size;
    this.#view = {
      title: found.body,
      draft,
      state: "saved",
      savedAt: null,
      problem: null,
      broughtBack,
    };
    this.#take(draft);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): DeskView => this.#view;

  edit(change: Edits): void {
    this.#take(d.edited(this.#view.draft, change), { problem: null });
  }

  /** Save now; true when everything is on the service afterwards. */
  async save(isLast = false): Promise<boolean> {
    clearTimeout(this.#timer);
    const edits = d.toSend(this.#view.draft);
    if (!edits) return d.isClean(this.#view.draft);
    this.#dirtySince = null;
    this.#take(d.begun(this.#view.draft, edits));
    try {
      const { body, version } = await this.#around.change(edits, this.#view.draft.version, isLast);
      this.#failures = 0;
      const draft = d.saved(this.#view.draft, documentOf(body), version);
      this.#take(draft, { title: this.#seen(body), savedAt: Date.now(), problem: null });
      this.#around.tell();
    } catch (error) {
      await this.#failed(error, Object.keys(edits) as Field[]);
    }
    return d.isClean(this.#view.draft);
  }

  /** Look at what the service has now: after a change by another road, or by somebody else. */
  async refresh(): Promise<void> {
    if (this.#view.draft.sending) return;
    try {
      this.ground(await this.#around.read());
    } catch {
      // Nothing new is known; what is here stays.
    }
  }

  /** Take an answer of the service as the new ground under what was typed. */
  ground({ body, version }: Answered<StudioTitle>): void {
    if (this.#view.draft.sending) return;
    this.#take(d.rebased(this.#view.draft, documentOf(body), version), { title: body });
  }

  decide(sides: Readonly<Partial<Record<Field, d.Side>>>): void {
    this.#take(d.decided(this.#view.draft, sides));
  }

  /** Give up what was typed and not saved. */
  discard(): void {
    const { draft } = this.#view;
    this.#take({ ...draft, edits: {}, refused: {}, clashes: [] }, { problem: null });
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#isOver = true;
    this.#listeners.clear();
  }

  async #failed(error: unknown, fields: readonly Field[]): Promise<void> {
    const { draft } = this.#view;
    const problem = error instanceof ApiProblem ? error : null;
    if (problem?.status === 412) {
      this.#take(d.returned(draft));
      try {
        const { body, version } = await this.#around.read();
        this.#take(d.rebased(this.#view.draft, documentOf(body), version), { title: body });
      } catch (unread) {
        await this.#failed(unread, fields);
      }
      return;
    }
    const reasons = problem ? reasonsOf(problem, fields) : {};
    if (Object.keys(reasons).length > 0) {
      this.#take(d.refused(draft, reasons));
      return;
    }
    const isPassing = problem === null || problem.isPassing;
    if (isPassing) this.#failures += 1;
    this.#take(d.returned(draft), { problem: isPassing ? null : problem });
  }

  /** A kept answer must not lose what only a full reading has. */
  #seen(body: StudioTitle): StudioTitle {
    return body.seasons?.length ? body : { ...body, seasons: this.#view.title.seasons };
  }

  #take(draft: d.Draft, change: Partial<DeskView> = {}): void {
    if (this.#isOver) return;
    const view = { ...this.#view, ...change, draft };
    this.#view = { ...view, state: this.#stateOf(view) };
    this.#around.drafts.keep(d.keptOf(draft));
    this.#plan();
    for (const listener of this.#listeners) listener();
  }

  #stateOf({ draft, problem }: DeskView): SaveState {
    if (draft.clashes.length > 0) return "clash";
    if (draft.sending) return "saving";
    if (problem) return "refused";
    if (this.#failures > 0 && !d.isClean(draft)) return "offline";
    if (d.toSend(draft)) return "unsaved";
    return d.isClean(draft) ? "saved" : "refused";
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const { draft, problem } = this.#view;
    if (problem || !d.toSend(draft)) return;
    this.#dirtySince ??= Date.now();
    const waited = Date.now() - this.#dirtySince;
    const wait =
      this.#failures > 0
        ? (AGAIN_MS[Math.min(this.#failures, AGAIN_MS.length) - 1] ?? LONGEST_MS)
        : Math.max(0, Math.min(QUIET_MS, LONGEST_MS - waited));
    this.#timer = setTimeout(() => void this.save(), wait);
  }
}

/** Which fields a refusal names, and why: `errors` of invalid fields, `field` of one. */
export function reasonsOf(
  problem: ApiProblem,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  if (problem.status !== 422 && problem.status !== 409 && problem.status !== 400) return {};
  const named: [string, string][] = [];
  const { errors, field } = problem.facts;
  if (Array.isArray(errors)) {
    for (const one of errors as { field?: unknown; message?: unknown }[]) {
      const parts = String(one.field ?? "").split(".");
      const name = parts[0] === "body" ? parts[1] : parts[0];
      named.push([name ?? "", String(one.message ?? problem.detail)]);
    }
  }
  if (typeof field === "string") named.push([field, problem.detail]);
  const found = named.filter(([name]) => (fields as readonly string[]).includes(name));
  if (found.length === 0 && fields.length === 1) {
    found.push([fields[0] as string, problem.detail || problem.title]);
  }
  return Object.fromEntries(found);
}
