import { type Chapter, openChapter } from "@streamverse/i18n";

/** A page's code together with the words it says and the icons it draws. */
export async function withWords<T>(module: Promise<T>, chapter: Chapter = "people"): Promise<T> {
  const [page] = await Promise.all([module, openChapter(chapter), import("@streamverse/ui/icons")]);
  return page;
}
