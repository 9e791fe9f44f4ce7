import { TITLE_KINDS, TITLE_STATES } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Icon } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Pick, Toggle } from "../parts.tsx";
import { AT_FIRST, isNarrowed, type Looking, SORTS } from "./address.ts";
import { channelsQuery, genresQuery } from "./queries.ts";

const TYPING_MS = 250;

/** Everything that narrows the table down, in one row that wraps. */
export function Filters({
  looking,
  look,
  isEditor,
}: {
  looking: Looking;
  look: (change: Partial<Looking>) => void;
  isEditor: boolean;
}) {
  const { t } = useI18n();
  const { data: genres = [] } = useQuery(genresQuery);
  const { data: channels = [] } = useQuery(channelsQuery);
  return (
    <search aria-label={t("studio.filters")} className="mb-5 flex flex-wrap items-center gap-2">
      <Words q={looking.q} onChange={(q) => look({ q })} />
      {isEditor && (
        <Pick
          isFilter
          label={t("studio.whose")}
          value={looking.mine ? "mine" : ""}
          onChange={(event) => look({ mine: event.target.value === "mine" })}
        >
          <option value="">{t("studio.whose.all")}</option>
          <option value="mine">{t("studio.whose.mine")}</option>
        </Pick>
      )}
      {!looking.trash && (
        <>
          <Pick
            isFilter
            label={t("studio.column.state")}
            value={looking.state}
            onChange={(event) => look({ state: event.target.value as Looking["state"] })}
          >
            <option value="">{t("studio.state.any")}</option>
            {TITLE_STATES.map((state) => (
              <option key={state} value={state}>
                {t(`studio.state.${state}`)}
              </option>
            ))}
          </Pick>
          <Pick
            isFilter
            label={t("studio.column.kind")}
            value={looking.kind}
            onChange={(event) => look({ kind: event.target.value as Looking["kind"] })}
          >
            <option value="">{t("studio.kind.any")}</option>
            {TITLE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`studio.kind.${kind}`)}
              </option>
            ))}
          </Pick>
          <Pick
            isFilter
            label={t("studio.column.genre")}
            value={looking.genre}
            onChange={(event) => look({ genre: event.target.value })}
          >
            <option value="">{t("studio.genre.any")}</option>
            {genres.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </Pick>
          {channels.length > 0 && (
            <Pick
              isFilter
              label={t("studio.column.channel")}
              value={looking.channel}
              onChange={(event) => look({ channel: event.target.value })}
            >
              <option value="">{t("studio.channel.any")}</option>
              {channels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Pick>
          )}
          <Toggle isOn={looking.flagged} onChange={(flagged) => look({ flagged })}>
            <Icon name="warning" className="size-4" />
            {t("studio.flagged")}
          </Toggle>
        </>
      )}
      <Toggle
        isOn={looking.trash}
        onChange={(trash) => look({ ...AT_FIRST, mine: looking.mine, trash })}
      >
        <Icon name="trash" className="size-4" />
        {t("studio.trash")}
      </Toggle>
      {isNarrowed(looking) && (
        <Button
          look="quiet"
          size="sm"
          icon="close"
          onClick={() => look({ ...AT_FIRST, mine: looking.mine, sort: looking.sort })}
        >
          {t("studio.filters.clear")}
        </Button>
      )}
      <span className="flex-1" />
      {!looking.trash && (
        <Pick
          label={t("studio.sort")}
          value={looking.sort}
          onChange={(event) => look({ sort: event.target.value as Looking["sort"] })}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`studio.sort.${sort}`)}
            </option>
          ))}
        </Pick>
      )}
    </search>
  );
}

/** What is typed is looked for when the typing rests. */
function Words({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState(q);
  const latest = useRef(onChange);
  latest.current = onChange;
  const isTyping = useRef(false);
  useEffect(() => {
    if (!isTyping.current) setTyped(q);
  }, [q]);
  useEffect(() => {
    if (!isTyping.current) return;
    const timer = setTimeout(() => {
      isTyping.current = false;
      latest.current(typed.trim());
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      type="search"
      aria-label={t("studio.search.titles")}
      placeholder={t("studio.search.titles")}
      value={typed}
      onChange={(event) => {
        isTyping.current = true;
        setTyped(event.target.value);
      }}
      className="h-10 min-w-48 flex-1 basis-48 rounded-lg border border-line-strong bg-surface-1 px-3 text-sm placeholder:text-ink-3 sm:max-w-72"
    />
  );
}
