import type { StudioTitle, TitleDocument } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx, Poster } from "@streamverse/ui";
import { useState } from "react";
import { Toggle } from "../parts.tsx";
import { useDeskView } from "./context.ts";
import { shown } from "./draft.ts";

/** The title as viewers will see it, while it is being written. */
export function Preview() {
  const { t } = useI18n();
  const { draft, title } = useDeskView();
  const [shape, setShape] = useState<"page" | "card">("page");
  const document = shown(draft);
  return (
    <section aria-label={t("studio.preview")} className="grid gap-3">
      <header className="flex items-center justify-between gap-3">
        <h2 className="text-xs font-semibold text-ink-3">{t("studio.preview")}</h2>
        <span className="flex gap-1.5 [&_button]:h-8 [&_button]:text-xs">
          {(["page", "card"] as const).map((one) => (
            <Toggle key={one} isOn={shape === one} onChange={() => setShape(one)}>
              {t(`studio.preview.${one}`)}
            </Toggle>
          ))}
        </span>
      </header>
      {shape === "page" ? (
        <PageView document={document} title={title} />
      ) : (
        <CardView document={document} title={title} />
      )}
    </section>
  );
}

interface Seen {
  document: TitleDocument;
  title: StudioTitle;
}

function metaOf(document: TitleDocument, duration: (seconds: number) => string): string {
  return [
    document.year ?? "",
    document.rating || document.ratings[0]?.rating || "",
    document.runtime_seconds ? duration(document.runtime_seconds) : "",
    document.genres.slice(0, 2).join(", "),
  ]
    .filter(Boolean)
    .join("  ·  ");
}

function PageView({ document, title }: Seen) {
  const { t, duration } = useI18n();
  const wide = title.artwork.backdrop ?? title.artwork.still ?? title.artwork.poster;
  return (
    <div
      data-theme="dark"
      className="overflow-hidden rounded-xl border border-line bg-surface-0 text-ink-1"
    >
      <span className="relative block aspect-[16/10]">
        <Poster picture={wide} shape="fill" sizes="22rem" name="" />
        <span className="absolute inset-0 bg-gradient-to-t from-[#0d0b09] via-[#0d0b09]/40 to-transparent" />
        <span className="absolute inset-x-4 bottom-3">
          <span className="tight line-clamp-3 block text-lg leading-tight font-extrabold break-words">
            {document.name || t("studio.value.empty")}
          </span>
          <span className="mt-1 block text-xs text-ink-2">{metaOf(document, duration)}</span>
        </span>
      </span>
      <div className="grid gap-3 p-4 pt-2 text-sm">
        <span aria-hidden="true" className="flex gap-2">
          <span className="rounded-lg bg-accent px-3 py-1.5 text-xs font-semibold text-accent-ink">
            {t("home.play")}
          </span>
          <span className="rounded-lg bg-surface-3 px-3 py-1.5 text-xs font-semibold">
            {t("list.name")}
          </span>
        </span>
        {document.tagline && <p className="font-semibold break-words">{document.tagline}</p>}
        <p className="line-clamp-6 break-words whitespace-pre-line text-ink-2">
          {document.synopsis || t("studio.preview.noSynopsis")}
        </p>
        {document.credits.length > 0 && (
          <p className="line-clamp-2 text-xs text-ink-3">
            {document.credits
              .slice(0, 6)
              .map(({ name }) => name)
              .join(", ")}
          </p>
        )}
      </div>
    </div>
  );
}

function CardView({ document, title }: Seen) {
  const { duration } = useI18n();
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-start gap-4 rounded-xl border border-line bg-surface-0 p-4">
      {(["poster", "still"] as const).map((shape) => (
        <div key={shape} className={cx("min-w-0", shape === "still" && "self-end")}>
          <span className="relative block overflow-hidden rounded-xl shadow-card">
            <Poster
              picture={title.artwork[shape] ?? title.artwork.poster}
              shape={shape}
              sizes="12rem"
              name={document.name}
            />
          </span>
          <span className="mt-2 block truncate text-sm font-semibold">{document.name}</span>
          <span className="block truncate text-xs text-ink-3">{metaOf(document, duration)}</span>
        </div>
      ))}
    </div>
  );
}
