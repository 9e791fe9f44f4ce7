import { type Key, useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { Link, useParams } from "@tanstack/react-router";
import { CollectionEditor } from "./CollectionEditor.tsx";
import { CollectionsPage } from "./CollectionsPage.tsx";
import { LayoutEditor } from "./LayoutEditor.tsx";
import { LayoutsPage } from "./LayoutsPage.tsx";
import { TermsPage } from "./TermsPage.tsx";

const PARTS = [
  { path: "collections", name: "curation.collections" },
  { path: "home", name: "curation.home" },
  { path: "genres", name: "curation.genres" },
  { path: "categories", name: "curation.categories" },
] as const satisfies readonly { path: string; name: Key }[];

/** What editors arrange: collections, the home page, genres and categories. */
export function CatalogDesk() {
  const { t } = useI18n();
  const { _splat: path = "" } = useParams({ strict: false });
  const [part = "", id] = path.split("/");
  const here = part || "collections";
  return (
    <>
      <nav
        aria-label={t("curation.parts")}
        className="mb-6 flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {PARTS.map(({ path, name }) => (
          <Link
            key={path}
            to="/admin/catalog/$"
            params={{ _splat: path }}
            aria-current={here === path ? "page" : undefined}
            className={cx(
              "-mb-px inline-flex min-h-11 items-center border-b-2 px-1 text-sm font-semibold whitespace-nowrap transition-colors duration-150",
              here === path
                ? "border-accent text-ink-1"
                : "border-transparent text-ink-2 hover:text-ink-1",
            )}
          >
            {t(name)}
          </Link>
        ))}
      </nav>
      <Page here={here} id={id} />
    </>
  );
}

function Page({ here, id }: { here: string; id: string | undefined }) {
  if (here === "home") return id ? <LayoutEditor key={id} id={id} /> : <LayoutsPage />;
  if (here === "genres" || here === "categories") return <TermsPage key={here} kind={here} />;
  return id ? <CollectionEditor key={id} id={id} /> : <CollectionsPage />;
}
