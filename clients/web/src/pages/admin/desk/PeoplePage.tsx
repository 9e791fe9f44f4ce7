import { useI18n } from "@streamverse/i18n";
import { EmptyState, Field, Select } from "@streamverse/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { Waiting } from "../../account/parts.tsx";
import { Board, Cell, Mark, More, Table } from "./Board.tsx";
import { peopleQuery, rolesQuery } from "./queries.ts";

/** Everybody who has an account, found by a part of the email or the name, or by a role. */
export function PeoplePage() {
  const { t, date } = useI18n();
  const navigate = useNavigate();
  const { q = "", role = "" } = useSearch({ from: "/shell/admin/people" });
  const wanted = useDeferredValue(q);
  const query = useInfiniteQuery(peopleQuery(wanted, role));
  const { data: roles } = useQuery(rolesQuery);
  const found = query.data?.pages.flatMap((page) => page.items);
  const look = (next: { q?: string; role?: string }) => {
    const search = { ...(q ? { q } : {}), ...(role ? { role } : {}), ...next };
    const kept = Object.fromEntries(Object.entries(search).filter(([, text]) => text));
    void navigate({ to: "/admin/people", search: kept, replace: true });
  };
  return (
    <Board title={t("desk.people")} lead={t("desk.people.lead")}>
      <search className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_14rem]">
        <Field
          label={t("desk.people.find")}
          type="search"
          value={q}
          autoComplete="off"
          onChange={(event) => look({ q: event.target.value })}
        />
        <Select
          label={t("desk.role")}
          value={role}
          onChange={(event) => look({ role: event.target.value })}
        >
          <option value="">{t("desk.role.any")}</option>
          {roles?.items.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
      </search>
      {!found && <Waiting error={query.error} onRetry={() => void query.refetch()} height="h-96" />}
      {found?.length === 0 && (
        <EmptyState
          icon="user"
          title={t("desk.people.none.title")}
          body={t("desk.people.none.body")}
        />
      )}
      {found && found.length > 0 && (
        <Table
          label={t("desk.people")}
          columns={[t("desk.name"), t("desk.roles"), t("desk.state"), t("desk.since")]}
        >
          {found.map((one) => (
            <tr key={one.id} className="transition-colors duration-150 hover:bg-surface-2">
              <Cell>
                <Link
                  to="/admin/people/$id"
                  params={{ id: one.id }}
                  className="block font-semibold hover:underline"
                >
                  {one.name}
                </Link>
                <span className="text-xs text-ink-3">{one.email}</span>
              </Cell>
              <Cell>
                <span className="flex flex-wrap gap-1">
                  {one.roles.map((name) => (
                    <Mark key={name}>{name}</Mark>
                  ))}
                </span>
              </Cell>
              <Cell isTight>
                <Mark isLoud={one.state === "suspended"}>{t(`desk.state.${one.state}`)}</Mark>
              </Cell>
              <Cell isTight>{date(one.created_at)}</Cell>
            </tr>
          ))}
        </Table>
      )}
      <More query={query} />
    </Board>
  );
}
