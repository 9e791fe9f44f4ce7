import { useSyncExternalStore } from "react";
import { type UploadItem, uploads } from "./uploads.ts";

export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(uploads.subscribe, uploads.items);
}
