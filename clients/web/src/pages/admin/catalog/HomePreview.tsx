import type { HomeLayoutWish, HomePreview as Preview, ViewerToBe } from "@streamverse/api";
import { LOCALES, useI18n } from "@streamverse/i18n";
import { Checkbox, cx, Field, Poster, Select, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { instant } from "./order.ts";
import { homePreviewQuery } from "./queries.ts";

const WIDTHS = { phone: "max-w-[24rem]", tablet: "max-w-[48rem]", wide: "max-w-none" } as const;
type Width = keyof typeof WIDTHS;
const PLATFORMS = ["web", "mobile", "tv", "embed"] as const;

/** The home page as any viewer would get it, while the layout is being changed. */
export function HomePreview({ layout }: { layout: HomeLayoutWish | null }) {
  const { t, locale } = useI18n();
  const [viewer, setViewer] = useState<ViewerToBe>({
    country: null,
    plan: null,
    max_age: null,
    is_kids: false,
    language: locale,
    platform: "web",
    at: null,
  });
  const [width, setWidth] = useState<Width>("wide");
  const { data, error, isFetching } = useQuery(
    homePreviewQuery(useDeferredValue(layout), useDeferredValue(viewer)),
  );
  const change = (part: Partial<ViewerToBe>) => setViewer({ ...viewer, ...part });
  return (
    <section aria-labelledby="preview" className="grid min-w-0 content-start gap-5">
      <h2 id="preview" className="text-base font-bold">
        {t("curation.preview")}
      </h2>
      <div className="grid grid-cols-2 items-end gap-4 md:grid-cols-4">
        <Field
          label={t("curation.preview.country")}
          maxLength={2}
          placeholder="IN"
          onChange={({ currentTarget }) => {
            const code = currentTarget.value.trim().toUpperCase();
            change({ country: /^[A-Z]{2}$/u.test(code) ? code : null });
          }}
        />
        <Field
          label={t("curation.preview.plan")}
          onBlur={({ currentTarget }) => change({ plan: currentTarget.value.trim() || null })}
        />
        <Field
          label={t("curation.preview.age")}
          type="number"
          min={0}
          max={18}
          onChange={({ currentTarget }) =>
            change({ max_age: currentTarget.value ? Number(currentTarget.value) : null })
          }
        />
        <Select
          label={t("curation.preview.language")}
          value={viewer.language}
          onChange={({ currentTarget }) => change({ language: currentTarget.value })}
        >
          {Object.entries(LOCALES).map(([tag, name]) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label={t("curation.preview.platform")}
          value={viewer.platform}
          onChange={({ currentTarget }) => {
            const platform = PLATFORMS.find((each) => each === currentTarget.value);
            if (platform) change({ platform });
          }}
        >
          {PLATFORMS.map((each) => (
            <option key={each} value={each}>
              {t(`curation.platform.${each}`)}
            </option>
          ))}
        </Select>
        <Field
          label={t("curation.preview.at")}
          type="datetime-local"
          className="col-span-2"
          onChange={({ currentTarget }) => change({ at: instant(currentTarget.value) })}
        />
        <Checkbox
          label={t("curation.audience.kids")}
          checked={viewer.is_kids ?? false}
          onChange={({ currentTarget }) => change({ is_kids: currentTarget.checked })}
        />
        <Select
          label={t("curation.preview.width")}
          value={width}
          onChange={({ currentTarget }) => {
            const next = (Object.keys(WIDTHS) as Width[]).find(
              (each) => each === currentTarget.value,
            );
            if (next) setWidth(next);
          }}
        >
          {(Object.keys(WIDTHS) as Width[]).map((each) => (
            <option key={each} value={each}>
              {t(`curation.width.${each}`)}
            </option>
          ))}
        </Select>
      </div>
      <Refusal error={error} />
      <div
        aria-busy={isFetching}
        className={cx(
          "grid w-full gap-6 overflow-hidden rounded-2xl border border-line bg-surface-0 p-5 transition-[max-width] duration-200",
          WIDTHS[width],
        )}
      >
        {data ? <Rows home={data} /> : <Skeleton className="h-96" />}
      </div>
    </section>
  );
}

function Rows({ home }: { home: Preview }) {
  const { t } = useI18n();
  if (home.rows.length === 0) {
    return <p className="py-10 text-center text-sm text-ink-3">{t("curation.preview.empty")}</p>;
  }
  return home.rows.map((row) => (
    <div key={row.id} className="min-w-0">
      <h3 className="mb-2 text-sm font-bold">{row.name || row.id}</h3>
      {row.items.length === 0 ? (
        <p className="rounded-lg border border-dashed border-line px-3 py-4 text-xs text-ink-3">
          {t("curation.preview.own")}
        </p>
      ) : (
        <ul className="flex gap-2 overflow-hidden">
          {row.items.map((title, place) => (
            <li key={title.id} className={cx("shrink-0", row.shape === "still" ? "w-36" : "w-20")}>
              <Poster
                picture={row.shape === "still" ? title.artwork.still : title.artwork.poster}
                shape={row.shape === "still" ? "still" : "poster"}
                name={title.name}
                sizes="144px"
              />
              <p className="mt-1 truncate text-xs text-ink-2">
                {row.shape === "top10" ? `${place + 1} · ${title.name}` : title.name}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  ));
}
