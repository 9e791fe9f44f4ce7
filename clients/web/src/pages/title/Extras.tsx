import type { Arts, ShownExtra } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Card, Row } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";

/** Trailers and what else there is to play beside it; other cuts stand in a row of their own. */
export function Extras({ extras, artwork }: { extras: readonly ShownExtra[]; artwork: Arts }) {
  const { t, duration } = useI18n();
  const shown = extras.filter((extra) => extra.is_playable);
  const rows = [
    { name: t("title.cuts"), items: shown.filter((extra) => extra.kind === "cut") },
    { name: t("title.extras"), items: shown.filter((extra) => extra.kind !== "cut") },
  ].filter(({ items }) => items.length > 0);
  return rows.map(({ name, items }) => (
    <div key={name} className="mt-10">
      <Row name={name} shape="stills">
        {items.map((extra) => (
          <li key={extra.id} className="snap-start">
            <Card
              name={extra.name || t(`extra.${extra.kind}` as Key)}
              picture={artwork.still ?? artwork.backdrop ?? artwork.poster}
              shape="still"
              meta={[
                t(`extra.${extra.kind}` as Key),
                extra.duration_seconds ? duration(extra.duration_seconds) : "",
              ]
                .filter(Boolean)
                .join("  ·  ")}
              link={(className, children) => (
                <Link
                  to="/watch/$id"
                  params={{ id: extra.asset_id }}
                  search={{ as: "asset" }}
                  className={className}
                >
                  {children}
                </Link>
              )}
            />
          </li>
        ))}
      </Row>
    </div>
  ));
}
