import { withWords } from "../../chapter.ts";

/** The studio's pages, each in a file of its own that comes when it is first opened. */
const PAGES = {
  titles: async () => (await import("./titles/TitlesPage.tsx")).TitlesPage,
  uploads: async () => (await import("./FilmsPage.tsx")).FilmsPage,
  upload: async () => (await import("./UploadPage.tsx")).UploadPage,
  asset: async () => (await import("./AssetPage.tsx")).AssetPage,
} as const;

export type StudioPage = keyof typeof PAGES;

/** A page and the words it says, as the router loads it. */
export async function open(name: StudioPage) {
  return { default: await withWords(PAGES[name](), "studio") };
}
