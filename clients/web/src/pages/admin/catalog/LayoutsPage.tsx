import { curation, type HomeLayout } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, EmptyState } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Refusal } from "../../../people/Refusal.tsx";
import { Waiting } from "../../account/parts.tsx";
import { Board, Cell, Mark, Table } from "../desk/Board.tsx";
import { layoutsQuery } from "./queries.ts";

/** The layouts of the home page, the one that is looked at first on top. */
export function LayoutsPage() {
  const { t } = useI18n();
  const go = useNavigate();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(layoutsQuery);
  const make = useMutation({
    mutationFn: () =>
      curation.makeLayout({
        name: t("curation.layout.new"),
        rows: (["continue", "list", "top10", "new", "trending"] as const).map((kind) => ({
          kind,
          name: "",
          names: {},
        })),
        priority: 0,
        is_published: false,
      }),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: layoutsQuery.queryKey });
      await go({ to: "/admin/catalog/$", params: { _splat: `home/${made.id}` } });
    },
  });
  const button = (
    <Button look="accent" icon="plus" isBusy={make.isPending} onClick={() => make.mutate()}>
      {t("curation.layout.make")}
    </Button>
  );
  return (
    <Board
      title={t("curation.home")}
      lead={t("curation.home.lead")}
      action={data && data.items.length > 0 && button}
    >
      <Refusal error={make.error} />
      {!data && <Waiting error={error} onRetry={() => void refetch()} height="h-80" />}
      {data?.items.length === 0 && (
        <EmptyState
          icon="home"
          title={t("curation.layout.none.title")}
          body={t("curation.layout.none.body")}
        >
          {button}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Table
          label={t("curation.home")}
          columns={[
            t("curation.name"),
            t("curation.audience"),
            t("curation.rows"),
            t("curation.priority"),
            t("desk.state"),
          ]}
        >
          {data.items.map((one) => (
            <tr key={one.id}>
              <Cell>
                <Link
                  to="/admin/catalog/$"
                  params={{ _splat: `home/${one.id}` }}
                  className="inline-flex min-h-11 items-center font-semibold hover:text-accent"
                >
                  {one.name}
                </Link>
              </Cell>
              <Cell>
                <Audience one={one} />
              </Cell>
              <Cell isTight>{one.rows.length}</Cell>
              <Cell isTight>{one.priority}</Cell>
              <Cell isTight>
                <Mark>{t(one.is_published ? "curation.published" : "curation.draft")}</Mark>
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </Board>
  );
}

function Audience({ one }: { one: HomeLayout }) {
  const { t } = useI18n();
  const { is_kids, territories = [], plans = [], languages = [] } = one.audience ?? {};
  const who = [
    is_kids === true && t("curation.audience.kids"),
    is_kids === false && t("curation.audience.grownUps"),
    ...territories,
    ...plans,
    ...languages,
  ].filter(Boolean);
  return <span className="text-ink-2">{who.join(", ") || t("curation.audience.all")}</span>;
}
