import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import * as format from "./format.ts";
import type { Key } from "./keys.ts";
import {
  directionOf,
  type Locale,
  load,
  remember,
  shelfOf,
  startingLocale,
  type Words,
} from "./locales.ts";
import { fill, type Values } from "./message.ts";

export interface I18n {
  readonly locale: Locale;
  readonly t: (key: Key, values?: Values) => string;
  readonly duration: (seconds: number, style?: "short" | "long") => string;
  readonly bytes: (count: number) => string;
  readonly percent: (share: number) => string;
  readonly date: (time: string) => string;
  readonly moment: (time: string) => string;
  readonly ago: (time: string) => string;
  readonly language: (tag: string) => string;
  readonly list: (items: readonly string[]) => string;
  readonly setLocale: (locale: Locale) => void;
}

const Context = createContext<I18n | null>(null);

/** Give everything below the reader's language, and the document its `lang` and `dir`. */
export function I18nProvider({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState<Locale>(startingLocale);
  const [spoken, setSpoken] = useState<{ locale: Locale; words: Words } | null>(
    wanted === "en" ? { locale: "en", words: shelfOf("en") } : null,
  );

  useEffect(() => {
    let current = true;
    load(wanted).then(
      (words) => current && setSpoken({ locale: wanted, words }),
      () => current && setSpoken({ locale: "en", words: shelfOf("en") }),
    );
    return () => {
      current = false;
    };
  }, [wanted]);

  // Before anything below asks the service, which answers in the document's language.
  useLayoutEffect(() => {
    if (!spoken) return;
    document.documentElement.lang = spoken.locale;
    document.documentElement.dir = directionOf(spoken.locale);
  }, [spoken]);

  const value = useMemo<I18n | null>(() => {
    if (!spoken) return null;
    const { locale, words } = spoken;
    return {
      locale,
      t: (key, values) => fill(words[key] ?? key, locale, values),
      duration: (seconds, style) => format.duration(seconds, locale, style),
      bytes: (count) => format.bytes(count, locale),
      percent: (share) => format.percent(share, locale),
      date: (time) => format.date(time, locale),
      moment: (time) => format.moment(time, locale),
      ago: (time) => format.ago(time, Date.now(), locale),
      language: (tag) => format.language(tag, locale),
      list: (items) => format.list(items, locale),
      setLocale: (next) => {
        remember(next);
        setWanted(next);
      },
    };
  }, [spoken]);

  return value ? <Context value={value}>{children}</Context> : null;
}

/** The reader's words and formats. */
export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error("useI18n needs an I18nProvider above it");
  return value;
}
