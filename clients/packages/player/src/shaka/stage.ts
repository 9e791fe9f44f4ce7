import {
  type AudioChoice,
  carryQuality,
  clampSeek,
  isNotMadeYet,
  next,
  offerOf,
  type PlayerEvent,
  type PlayerState,
  type Problem,
  preferredAudio,
  type Quality,
  type QualityChoice,
  START,
  shouldTakeOver,
  type Takeover,
  takeoverAt,
  takeoverNext,
} from "../core/index.ts";
import { Deck } from "./deck.ts";
import { isInterruption, problemOf } from "./problem.ts";
import { bringInStep } from "./step.ts";

export interface Source {
  readonly address: string;
  readonly startAt: number;
  readonly duration: number;
  readonly revision: string;
  readonly language: string | null;
}

/** Everything the controls draw. Replaced as a whole at each change. */
export interface View extends PlayerState {
  readonly qualities: readonly Quality[];
  readonly quality: QualityChoice;
  readonly rung: number | null;
  readonly audios: readonly AudioChoice[];
  readonly audio: string | null;
  /** How often a manifest with a sharper picture was taken up in mid-film. */
  readonly sharpened: number;
  /** The viewer last asked for a part that is still being made. */
  readonly askedTooFar: boolean;
}

const FIRST_VIEW: View = {
  ...START,
  qualities: [],
  quality: "auto",
  rung: null,
  audios: [],
  audio: null,
  sharpened: 0,
  askedTooFar: false,
};

/** Plays one film in one element of the page; keeps the decks, the state and the takeover. */
export class Stage {
  readonly #parent: HTMLElement;
  readonly #listeners = new Set<() => void>();
  #view: View = FIRST_VIEW;
  #deck: Deck | null = null;
  #source: Source | null = null;
  #takeover: Takeover = takeoverAt("");
  #offer = "";
  #unhook: () => void = () => undefined;
  #isDestroyed = false;

  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): View => this.#view;

  /** The element on screen; another one after a takeover. */
  get video(): HTMLVideoElement | null {
    return this.#deck?.video ?? null;
  }

  async load(source: Source): Promise<void> {
    this.#source = source;
    this.#takeover = takeoverAt(source.revision);
    this.#dispatch({ type: "load" });
    this.#change({ position: source.startAt, duration: source.duration });
    const old = this.#deck;
    const deck = this.#newDeck();
    this.#show(deck);
    deck.video.volume = this.#view.volume;
    deck.video.muted = this.#view.muted;
    await old?.destroy();
    try {
      await deck.load(source.address, source.startAt);
    } catch (error) {
      if (!isInterruption(error)) this.#dispatch({ type: "failed", problem: problemOf(error) });
      return;
    }
    if (this.#isDestroyed || this.#deck !== deck) return;
    const audio = preferredAudio(deck.audios, source.language);
    if (audio && source.language) deck.setAudio(audio.id);
    this.#dispatch({
      type: "loaded",
      duration: this.#wholeDuration(deck),
      playableUntil: deck.playableUntil,
    });
    this.#readTracks();
    if (this.#view.wantsToPlay) this.play();
    this.#offer = await fetchOffer(source.address).catch(() => "");
  }

  async destroy(): Promise<void> {
    this.#isDestroyed = true;
    this.#unhook();
    this.#listeners.clear();
    await this.#deck?.destroy();
    this.#deck = null;
  }

  play(): void {
    if (this.#view.status === "ended") this.seek(0);
    this.#dispatch({ type: "playAsked" });
    this.video?.play().catch((error: unknown) => {
      // The browser wants a gesture first: rest, with the big button on screen.
      if (error instanceof DOMException && error.name === "NotAllowedError") {
        this.#dispatch({ type: "pauseAsked" });
      }
    });
  }

  pause(): void {
    this.#dispatch({ type: "pauseAsked" });
    this.video?.pause();
  }

  seek(target: number): void {
    const { video } = this;
    if (!video) return;
    const reach = this.#deck?.playableUntil ?? 0;
    const landing = clampSeek(target, reach);
    this.#change({ askedTooFar: isNotMadeYet(target, reach, this.#view.duration) });
    video.currentTime = landing;
    this.#dispatch({ type: "seeked", position: landing });
  }

  setVolume(volume: number): void {
    const { video } = this;
    if (!video) return;
    video.volume = Math.min(1, Math.max(0, volume));
    video.muted = video.volume === 0;
  }

  setMuted(muted: boolean): void {
    const { video } = this;
    if (!video) return;
    video.muted = muted;
    if (!muted && video.volume === 0) video.volume = 0.5;
  }

  setRate(rate: number): void {
    if (this.video) this.video.playbackRate = rate;
  }

  setQuality(choice: QualityChoice): void {
    this.#deck?.setQuality(choice);
    this.#change({ quality: choice });
  }

  setAudio(id: string): void {
    this.#deck?.setAudio(id);
    this.#change({ audio: id });
    const language = this.#view.audios.find((a) => a.id === id)?.language ?? null;
    if (this.#source) this.#source = { ...this.#source, language };
  }

  retryNetwork(): void {
    this.#deck?.retry();
  }

  setDuration(duration: number): void {
    if (duration > 0 && duration !== this.#view.duration) {
      this.#dispatch({ type: "duration", duration });
    }
  }

  /** The service says its manifest has this revision now; take it up when it offers more. */
  async noticeRevision(revision: string): Promise<void> {
    this.#takeover = takeoverNext(this.#takeover, { type: "revision", revision });
    const { video } = this;
    if (!video || !this.#source || this.#view.status === "loading") return;
    const isBusy = video.seeking || document.hidden || document.pictureInPictureElement === video;
    const secondsLeft = this.#view.duration - video.currentTime;
    if (!shouldTakeOver(this.#takeover, { now: Date.now(), isBusy, secondsLeft })) return;
    this.#takeover = takeoverNext(this.#takeover, { type: "began" });
    try {
      const offer = await fetchOffer(this.#source.address);
      const shown = this.#deck;
      if (shown && offer !== this.#offer) await this.#takeUp(shown, this.#source.address);
      this.#offer = offer;
      this.#takeover = takeoverNext(this.#takeover, { type: "swapped", revision, now: Date.now() });
    } catch {
      // What plays goes on playing; the next heartbeat tries again, later each time.
      this.#takeover = takeoverNext(this.#takeover, { type: "failed", now: Date.now() });
    }
  }

  async #takeUp(shown: Deck, address: string): Promise<void> {
    const spare = this.#newDeck(shown.bandwidthEstimate);
    try {
      await bringInStep(shown, spare, address, () => {
        const quality = carryQuality(this.#view.quality, spare.qualities);
        if (quality !== "auto") spare.setQuality(quality);
        if (this.#view.audio) spare.setAudio(this.#view.audio);
      });
      if (this.#isDestroyed || this.#deck !== shown || shown.video.seeking) {
        throw new DOMException("the viewer moved on", "AbortError");
      }
    } catch (error) {
      await spare.destroy();
      throw error;
    }
    const { volume, muted } = shown.video;
    this.#show(spare);
    spare.video.volume = volume;
    spare.video.muted = muted;
    shown.video.muted = true;
    const isSharper = topRung(spare) > topRung(shown);
    if (isSharper) this.#change({ sharpened: this.#view.sharpened + 1 });
    this.#readTracks();
    // The old picture stays underneath until the new one has surely been painted.
    setTimeout(() => void shown.destroy(), 250);
  }

  #newDeck(bandwidthEstimate?: number): Deck {
    const deck: Deck = new Deck(this.#parent, {
      ...(bandwidthEstimate ? { bandwidthEstimate } : {}),
      onProblem: (problem: Problem) => {
        if (this.#deck === deck) this.#dispatch({ type: "failed", problem });
      },
      onTracks: () => {
        if (this.#deck === deck) this.#readTracks();
      },
    });
    return deck;
  }

  #show(deck: Deck): void {
    this.#unhook();
    this.#deck?.video.removeAttribute("data-active");
    this.#deck = deck;
    deck.video.setAttribute("data-active", "");
    const { video } = deck;
    const hooks: Record<string, () => void> = {
      playing: () => this.#dispatch({ type: "playing" }),
      pause: () => {
        if (!video.ended) this.#dispatch({ type: "paused" });
      },
      waiting: () => this.#dispatch({ type: "waiting" }),
      ended: () => this.#dispatch({ type: "ended" }),
      timeupdate: () => this.#readTime(deck),
      progress: () => this.#readTime(deck),
      seeked: () => this.#readTime(deck),
      resize: () => this.#readTracks(),
      ratechange: () => this.#dispatch({ type: "rate", rate: video.playbackRate }),
      volumechange: () =>
        this.#dispatch({ type: "volume", volume: video.volume, muted: video.muted }),
    };
    for (const [name, hook] of Object.entries(hooks)) video.addEventListener(name, hook);
    this.#unhook = () => {
      for (const [name, hook] of Object.entries(hooks)) video.removeEventListener(name, hook);
    };
  }

  #readTime(deck: Deck): void {
    if (this.#view.status === "loading" || this.#view.status === "ended") return;
    this.#dispatch({
      type: "time",
      position: deck.video.currentTime,
      buffered: deck.buffered,
      playableUntil: deck.playableUntil,
    });
  }

  #readTracks(): void {
    const deck = this.#deck;
    if (!deck) return;
    this.#change({
      qualities: deck.qualities,
      rung: deck.rung,
      audios: deck.audios,
      audio: deck.audio,
    });
  }

  #wholeDuration(deck: Deck): number {
    const known = this.#source?.duration ?? 0;
    const { duration } = deck.video;
    return deck.isGrowing || !Number.isFinite(duration)
      ? Math.max(known, deck.playableUntil)
      : duration;
  }

  #dispatch(event: PlayerEvent): void {
    const state = next(this.#view, event);
    if (state !== this.#view) this.#change(state);
  }

  #change(part: Partial<View>): void {
    if (this.#isDestroyed) return;
    this.#view = { ...this.#view, ...part };
    for (const listener of this.#listeners) listener();
  }
}

function topRung(deck: Deck): number {
  return deck.qualities[0]?.rung ?? 0;
}

async function fetchOffer(address: string): Promise<string> {
  const response = await fetch(address, { credentials: "same-origin", cache: "no-cache" });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return offerOf(await response.text());
}
