import { browse, type ShownTitle } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Field, Icon } from "@streamverse/ui";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLater } from "../../search/useLater.ts";
import { wordsFor } from "../../words.ts";
import { MomentResult } from "../search/results.tsx";

const momentsQuery = (id: string, words: string) =>
  queryOptions({
    queryKey: ["search", "moments", id, words],
    queryFn: () => browse.moments(id, words),
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });

/** Look for a line that is said in it; a click plays from there. */
export function Moments({ title }: { title: ShownTitle }) {
  const i18n = useI18n();
  const { t } = i18n;
  const [text, setText] = useState("");
  const words = useLater(text.trim(), 250);
  const { data, error } = useQuery(momentsQuery(title.id, words));
  const items = words.length > 1 ? (data?.items ?? []) : [];
  return (
    <section aria-label={t("moment.title")}>
      <h2 className="tight mb-3 text-lg font-bold">{t("moment.title")}</h2>
      <search>
        <Field
          type="search"
          label={t("moment.label")}
          placeholder={t("moment.placeholder")}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
          end={<Icon name="quote" className="me-3 size-5 text-ink-3" />}
        />
      </search>
      <p role="status" className="mt-2 text-xs text-ink-3">
        {words.length > 1 && data && items.length === 0 && t("moment.none")}
        {error && words.length > 1 && wordsFor(error, i18n)}
      </p>
      {items.length > 0 && (
        <ul className="mt-2 grid max-h-96 gap-1 overflow-y-auto pe-2 ps-3">
          {items.map((moment) => (
            <MomentResult
              key={`${moment.asset_id} ${moment.start_seconds}`}
              moment={moment}
              id={moment.episode?.id ?? title.id}
              line={moment.episode?.name ?? ""}
              marked={moment.highlights}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
