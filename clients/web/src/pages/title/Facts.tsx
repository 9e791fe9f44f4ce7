import type { ShownTitle } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** What one may want to know of it, by name. */
export function Facts({ title, more }: { title: ShownTitle; more: string }) {
  const { t, language, list, date, locale } = useI18n();
  const languages = title.languages.map(language).filter(Boolean);
  const advisories = (title.advisories ?? []).map((one) => t(`advisory.${one}` as Key));
  const ratings = (title.ratings ?? []).map(({ board, rating }) =>
    board === "free" ? rating : `${rating} (${board.toUpperCase()})`,
  );
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t("title.more"), more],
    [t("fact.advisories"), advisories.length > 0 && list(advisories)],
    [t("fact.ratings"), ratings.join("  ·  ")],
    [
      t("browse.genres"),
      title.genres.length > 0 && (
        <Links items={title.genres.map(({ slug, name }) => ({ to: `/genre/${slug}`, name }))} />
      ),
    ],
    [
      t("fact.tags"),
      title.tags && title.tags.length > 0 && (
        <Links
          items={title.tags.map(({ name }) => ({
            to: `/search?${new URLSearchParams({ q: name })}`,
            name,
          }))}
        />
      ),
    ],
    [t("title.languages"), languages.length > 0 && list(languages)],
    [
      t("fact.original"),
      title.original_name && title.original_name !== title.name && title.original_name,
    ],
    [t("fact.countries"), (title.countries ?? []).map((code) => country(code, locale)).join(", ")],
    [t("fact.released"), title.released_on && date(title.released_on)],
  ];
  const shown = facts.filter(([, value]) => value);
  if (shown.length === 0) return null;
  return (
    <dl className="grid content-start gap-4 text-sm">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs font-semibold text-ink-3">{name}</dt>
          <dd className="max-w-prose wrap-anywhere whitespace-pre-line text-ink-1">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Links({ items }: { items: readonly { to: string; name: string }[] }) {
  return (
    <span className="flex flex-wrap gap-x-4">
      {items.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          className="inline-flex min-h-6 items-center underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {name}
        </Link>
      ))}
    </span>
  );
}

function country(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
