import { csrfHeader, refreshSession } from "@streamverse/api";
import * as tus from "tus-js-client";
import { measured, NO_SPEED, type Speed } from "./speed.ts";

export type UploadStatus = "waiting" | "running" | "retrying" | "paused" | "done" | "failed";

export type UploadReason = "tooLarge" | "noSpace" | "refused" | "network";

/** One file on its way, as the page shows it. Replaced as a whole at each change. */
export interface UploadItem {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly status: UploadStatus;
  readonly speed: Speed;
  /** Known as soon as the upload was created. */
  readonly assetId: string | null;
  readonly reason: UploadReason | null;
  readonly detail: string;
}

export interface Unfinished {
  readonly key: string;
  readonly name: string;
  readonly size: number;
}

const AT_ONCE = 2;
const ENDPOINT = "/api/v1/uploads";
/** Requests of this size end often enough to notice a sign-in that ran out. */
const CHUNK_BYTES = 64 * 1024 * 1024;
const RETRY_DELAYS_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 30_000];

/** The uploads of this tab. They live outside the pages, so that one may look around meanwhile. */
class Uploads {
  #items: readonly UploadItem[] = [];
  readonly #running = new Map<string, tus.Upload>();
  readonly #files = new Map<string, File>();
  readonly #listeners = new Set<() => void>();
  #count = 0;

  readonly items = (): readonly UploadItem[] => this.#items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.#count += 1;
      const key = `${this.#count}`;
      this.#files.set(key, file);
      this.#set([...this.#items, fresh(key, file)]);
    }
    this.#startNext();
  }

  async pause(key: string): Promise<void> {
    this.#change(key, { status: "paused", speed: NO_SPEED });
    await this.#running.get(key)?.abort();
    this.#startNext();
  }

  resume(key: string): void {
    this.#change(key, { status: "waiting", reason: null, detail: "" });
    this.#startNext();
  }

  /** End it here and on the server. */
  async cancel(key: string): Promise<void> {
    const upload = this.#running.get(key);
    this.#forget(key);
    await upload?.abort(true).catch(() => undefined);
    this.#startNext();
  }

  /** Take a finished one off the list. */
  dismiss(key: string): void {
    this.#forget(key);
  }

  #forget(key: string): void {
    this.#running.delete(key);
    this.#files.delete(key);
    this.#set(this.#items.filter((item) => item.key !== key));
  }

  #startNext(): void {
    const busy = this.#items.filter(
      (i) => i.status === "running" || i.status === "retrying",
    ).length;
    const waiting = this.#items.filter((item) => item.status === "waiting");
    for (const item of waiting.slice(0, Math.max(0, AT_ONCE - busy))) void this.#start(item.key);
  }

  async #start(key: string): Promise<void> {
    const file = this.#files.get(key);
    if (!file) return;
    this.#change(key, { status: "running" });
    let upload = this.#running.get(key);
    if (!upload) {
      upload = this.#make(key, file);
      this.#running.set(key, upload);
      const [previous] = await upload.findPreviousUploads();
      if (previous) upload.resumeFromPreviousUpload(previous);
    }
    upload.start();
  }

  #make(key: string, file: File): tus.Upload {
    return new tus.Upload(file, {
      endpoint: ENDPOINT,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, title: titleOf(file.name), filetype: file.type },
      onBeforeRequest: (request) => {
        for (const [name, value] of Object.entries(csrfHeader())) request.setHeader(name, value);
      },
      onAfterResponse: async (_request, response) => {
        if (response.getStatus() === 401) await refreshSession();
        const assetId = response.getHeader("X-Asset-Id");
        if (assetId) this.#change(key, { assetId });
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const isWorthIt =
          status === 0 ||
          status === 401 ||
          status === 409 ||
          status === 423 ||
          status === 429 ||
          (status >= 500 && status !== 507);
        if (isWorthIt) this.#change(key, { status: "retrying", speed: NO_SPEED });
        return isWorthIt;
      },
      onProgress: (sent) => {
        const item = this.#items.find((one) => one.key === key);
        if (!item || item.status === "paused") return;
        this.#change(key, {
          status: "running",
          sent,
          speed: measured(item.speed, sent, performance.now()),
        });
      },
      onSuccess: () => {
        void this.#finish(key, file.size);
      },
      onError: (error) => {
        this.#change(key, { status: "failed", speed: NO_SPEED, ...why(error) });
        this.#startNext();
      },
    });
  }

  async #finish(key: string, size: number): Promise<void> {
    const item = this.#items.find((one) => one.key === key);
    const address = this.#running.get(key)?.url;
    // A resumed upload was created by an earlier page: ask it for its asset.
    const assetId = item?.assetId ?? (address ? await assetOf(address) : null);
    this.#change(key, { status: "done", sent: size, speed: NO_SPEED, assetId });
    this.#running.delete(key);
    this.#files.delete(key);
    this.#startNext();
  }

  #change(key: string, part: Partial<UploadItem>): void {
    this.#set(this.#items.map((item) => (item.key === key ? { ...item, ...part } : item)));
  }

  #set(items: readonly UploadItem[]): void {
    this.#items = items;
    for (const listener of this.#listeners) listener();
  }
}

export const uploads = new Uploads();

/** Uploads that an earlier page began and nobody finished. */
export async function unfinishedUploads(): Promise<readonly Unfinished[]> {
  const found = await storage().findAllUploads();
  return found.map((one) => ({
    key: one.urlStorageKey,
    name: one.metadata.filename ?? "",
    size: one.size ?? 0,
  }));
}

export async function forgetUnfinished(key: string): Promise<void> {
  await storage().removeUpload(key);
}

function storage(): tus.UrlStorage {
  const { urlStorage } = tus.defaultOptions as { urlStorage?: tus.UrlStorage };
  if (!urlStorage) throw new Error("this browser keeps no upload addresses");
  return urlStorage;
}

async function assetOf(address: string): Promise<string | null> {
  const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) return null;
  const body = (await response.json()) as { asset_id?: string };
  return body.asset_id ?? null;
}

function fresh(key: string, file: File): UploadItem {
  return {
    key,
    name: file.name,
    size: file.size,
    sent: 0,
    status: "waiting",
    speed: NO_SPEED,
    assetId: null,
    reason: null,
    detail: "",
  };
}

/** "my_holiday.film.mp4" → "my holiday film". */
export function titleOf(filename: string): string {
  const stem = filename.replace(/\.[A-Za-z0-9]{1,5}$/, "");
  return stem.replace(/[_.]+/g, " ").replace(/\s+/g, " ").trim() || filename;
}

function why(error: Error | tus.DetailedError): { reason: UploadReason; detail: string } {
  const response = error instanceof tus.DetailedError ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (status === 413) return { reason: "tooLarge", detail: "" };
  if (status === 507) return { reason: "noSpace", detail: "" };
  if (status === 0 || status >= 500) return { reason: "network", detail: error.message };
  return { reason: "refused", detail: wordsIn(response?.getBody() ?? "") };
}

function wordsIn(body: string): string {
  try {
    const { detail, title } = JSON.parse(body) as { detail?: string; title?: string };
    return detail || title || "";
  } catch {
    return body.slice(0, 200);
  }
}
