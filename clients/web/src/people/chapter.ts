import { openChapter } from "@streamverse/i18n";

/** A page's code together with the words it says. */
export async function withWords<T>(module: Promise<T>): Promise<T> {
  const [page] = await Promise.all([module, openChapter("people")]);
  return page;
}
