import type { ShownCredit } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { moveFocus } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Portrait } from "../person/Portrait.tsx";
import { castOf } from "./cast.ts";

const AT_FIRST = 18;

/** Who is in it and who made it, with their faces. */
export function Cast({ credits }: { credits: readonly ShownCredit[] }) {
  const { t } = useI18n();
  const [isWhole, setWhole] = useState(false);
  const people = castOf(credits);
  if (people.length === 0) return null;
  const shown = isWhole ? people : people.slice(0, AT_FIRST);
  return (
    <section aria-label={t("title.cast")} className="mt-10">
      <h2 className="tight edge text-lg font-bold">{t("title.cast")}</h2>
      <ul onKeyDown={moveFocus} className="row-track auto-cols-[7.5rem] md:auto-cols-[9rem]">
        {shown.map(({ person, role, line }) => (
          <li key={`${person.id} ${role}`} className="snap-start">
            <Link
              to="/people/$slug"
              params={{ slug: person.slug }}
              className="grid justify-items-center gap-1 rounded-xl text-center hover:text-accent-text"
            >
              <Portrait person={person} className="mb-2 size-24 text-xl md:size-28" sizes="7rem" />
              <span className="line-clamp-2 text-sm font-semibold">{person.name}</span>
              <span className="line-clamp-2 text-xs text-ink-3">
                {line || t(`credit.${role}` as Key)}
              </span>
            </Link>
          </li>
        ))}
        {!isWhole && people.length > AT_FIRST && (
          <li className="flex items-start">
            <button
              type="button"
              onClick={() => setWhole(true)}
              className="mt-8 min-h-11 rounded-lg px-3 text-sm font-semibold text-ink-2 hover:text-ink-1"
            >
              {t("title.cast.more", { count: people.length - AT_FIRST })}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
