import {
  type AudioChoice,
  type Problem,
  type Quality,
  type QualityChoice,
  qualities,
  rungOf,
  type Span,
} from "../core/index.ts";
import { isInterruption, problemOf } from "./problem.ts";
import shaka from "./shaka.ts";

export interface DeckOptions {
  readonly bandwidthEstimate?: number;
  readonly onProblem: (problem: Problem) => void;
  readonly onTracks: () => void;
}

/** One media element with one Shaka player on it. The stage owns one or, in a takeover, two. */
export class Deck {
  readonly video: HTMLVideoElement;
  readonly #player: shaka.Player;
  #attached: Promise<void>;

  constructor(parent: HTMLElement, options: DeckOptions) {
    this.video = document.createElement("video");
    this.video.playsInline = true;
    this.video.preload = "auto";
    this.video.tabIndex = -1;
    // The hidden deck lies underneath, so that it decodes and paints like the shown one.
    this.video.className = "absolute inset-0 size-full bg-black object-contain data-active:z-1";
    parent.prepend(this.video);
    this.#player = new shaka.Player();
    this.#player.configure(configuration(options.bandwidthEstimate));
    this.#attached = this.#player.attach(this.video).then(() => undefined);
    this.#player.addEventListener("error", (event: Event) => {
      const { detail } = event as Event & { detail: unknown };
      if (!isInterruption(detail)) options.onProblem(problemOf(detail));
    });
    for (const name of ["adaptation", "variantchanged", "trackschanged", "audiotrackschanged"]) {
      this.#player.addEventListener(name, options.onTracks);
    }
  }

  /** Load a manifest so that playing would begin at a time (seconds). */
  async load(address: string, at: number): Promise<void> {
    await this.#attached;
    await this.#player.load(address, at);
  }

  async destroy(): Promise<void> {
    await this.#player.destroy();
    this.video.remove();
  }

  /** The end of what can be played now. */
  get playableUntil(): number {
    const { end } = this.#player.seekRange();
    return Number.isFinite(end) ? end : 0;
  }

  get isGrowing(): boolean {
    return this.#player.isLive();
  }

  get buffered(): readonly Span[] {
    const { buffered } = this.video;
    return Array.from({ length: buffered.length }, (_, i) => ({
      start: buffered.start(i),
      end: buffered.end(i),
    }));
  }

  get bandwidthEstimate(): number {
    return this.#player.getStats().estimatedBandwidth;
  }

  get qualities(): readonly Quality[] {
    return qualities(
      this.#player.getVideoTracks().map((track) => ({
        width: track.width ?? 0,
        height: track.height ?? 0,
        bandwidth: track.bandwidth,
      })),
    );
  }

  /** The rung on its way to the screen. */
  get rung(): number | null {
    const { width, height } = this.#player.getStats();
    return width > 0 && height > 0 ? rungOf({ width, height }) : null;
  }

  setQuality(choice: QualityChoice): void {
    if (choice === "auto") {
      this.#player.configure("abr.enabled", true);
      return;
    }
    const best = this.#player
      .getVideoTracks()
      .filter((t) => rungOf({ width: t.width ?? 0, height: t.height ?? 0 }) === choice)
      .sort((a, b) => b.bandwidth - a.bandwidth)[0];
    if (!best) return;
    this.#player.configure("abr.enabled", false);
    // What is already buffered keeps playing: the new picture follows within a few seconds.
    this.#player.selectVideoTrack(best, true, 2);
  }

  get audios(): readonly AudioChoice[] {
    const seen = new Map<string, AudioChoice>();
    for (const track of this.#player.getAudioTracks()) {
      const role = track.roles[0] ?? "main";
      const id = `${track.language}|${role}|${track.label ?? ""}`;
      if (!seen.has(id))
        seen.set(id, { id, language: track.language, label: track.label ?? "", role });
    }
    return [...seen.values()];
  }

  get audio(): string | null {
    const track = this.#player.getAudioTracks().find((t) => t.active);
    return track ? `${track.language}|${track.roles[0] ?? "main"}|${track.label ?? ""}` : null;
  }

  setAudio(id: string): void {
    if (this.audio === id) return;
    const track = this.#player
      .getAudioTracks()
      .find((t) => `${t.language}|${t.roles[0] ?? "main"}|${t.label ?? ""}` === id);
    if (track) this.#player.selectAudioTrack(track, 0);
  }

  /** Try the network again at once, for instance when the device is back online. */
  retry(): boolean {
    return this.#player.retryStreaming(0.1);
  }
}

function configuration(bandwidthEstimate?: number): object {
  const retryParameters = { maxAttempts: 5, baseDelay: 500, backoffFactor: 1.8, timeout: 20_000 };
  return {
    streaming: {
      bufferingGoal: 30,
      bufferBehind: 60,
      // Shaka 5.2.12, with prefetching: a seek that meets a change of quality waits for ever for
      // an init segment. Seen in 7 of 24 seeks in the first second of a film, in none without.
      segmentPrefetchLimit: 0,
      rebufferingGoal: 0.4,
      retryParameters,
    },
    manifest: {
      retryParameters,
      // A growing film is not a live show: play up to the last segment there is.
      defaultPresentationDelay: 0.1,
      hls: { liveSegmentsDelay: 0, ignoreManifestProgramDateTime: true },
    },
    abr: {
      switchInterval: 4,
      defaultBandwidthEstimate: bandwidthEstimate || 4_000_000,
    },
  };
}
