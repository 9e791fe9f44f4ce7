import type { DeskEntry } from "@streamverse/api";
import { type I18n, type Key, useI18n } from "@streamverse/i18n";
import { Field } from "@streamverse/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { Waiting } from "../../account/parts.tsx";
import { Board, Cell, More, Table } from "./Board.tsx";
import { auditQuery } from "./queries.ts";

/** Every security act on the platform, the newest first. */
export function AuditPage() {
  const { t } = useI18n();
  const [action, setAction] = useState("");
  const wanted = useDeferredValue(action.trim().toLowerCase().replaceAll(" ", "_"));
  return (
    <Board title={t("desk.audit")} lead={t("desk.audit.lead")}>
      <Field
        label={t("desk.audit.action")}
        hint={t("desk.audit.action.hint")}
        type="search"
        value={action}
        autoComplete="off"
        className="max-w-md"
        onChange={(event) => setAction(event.target.value)}
      />
      <AuditList filter={wanted ? { action: wanted } : {}} />
    </Board>
  );
}

export function AuditList({ filter }: { filter: { account_id?: string; action?: string } }) {
  const i18n = useI18n();
  const { t, moment } = i18n;
  const query = useInfiniteQuery(auditQuery(filter));
  const entries = query.data?.pages.flatMap((page) => page.items);
  if (!entries) {
    return <Waiting error={query.error} onRetry={() => void query.refetch()} height="h-72" />;
  }
  if (entries.length === 0) return <p className="text-sm text-ink-2">{t("desk.audit.none")}</p>;
  return (
    <div className="grid gap-4">
      <Table
        label={t("desk.audit")}
        columns={[
          t("desk.audit.when"),
          t("desk.audit.what"),
          t("desk.audit.who"),
          t("desk.audit.from"),
        ]}
      >
        {entries.map((entry) => (
          <tr key={entry.id}>
            <Cell isTight>{moment(entry.at)}</Cell>
            <Cell>
              <span className="font-semibold">{nameOf(entry, i18n)}</span>
              {Object.keys(entry.facts).length > 0 && (
                <span className="block text-xs text-ink-3">
                  {Object.entries(entry.facts)
                    .map(([name, value]) => `${name}: ${value}`)
                    .join(" · ")}
                </span>
              )}
            </Cell>
            <Cell>
              <Who id={entry.account_id} name={entry.account_name} />
              {entry.actor_id && entry.actor_id !== entry.account_id && (
                <span className="block text-xs text-ink-3">
                  {t("desk.audit.by", { name: entry.actor_name ?? t("desk.audit.gone") })}
                </span>
              )}
            </Cell>
            <Cell isTight>
              {entry.address}
              {entry.device_name && (
                <span className="block text-xs text-ink-3">{entry.device_name}</span>
              )}
            </Cell>
          </tr>
        ))}
      </Table>
      <More query={query} />
    </div>
  );
}

function Who({ id, name }: { id: string | null; name: string | null }) {
  const { t } = useI18n();
  if (!id) return <>{t("desk.audit.platform")}</>;
  if (!name) return <>{t("desk.audit.gone")}</>;
  return (
    <Link to="/admin/people/$id" params={{ id }} className="hover:underline">
      {name}
    </Link>
  );
}

/** An act in the reader's words; one we have no words for keeps its own name. */
function nameOf({ action }: DeskEntry, { t }: I18n): string {
  const key = `log.act.${action}` as Key;
  const words = t(key);
  return words === key ? action.replaceAll(/[._]/g, " ") : words;
}
