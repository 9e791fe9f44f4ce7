import type { Account } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Icon, type IconName } from "@streamverse/ui";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

interface Part {
  readonly to: string;
  readonly icon: IconName;
  readonly name: Key;
  /** Only for who has it. */
  readonly permission?: string;
  /** Other addresses that belong to the part. */
  readonly also?: readonly string[];
}

/** The parts of the studio, in the order of the bar. */
const PARTS: readonly Part[] = [
  {
    to: "/studio",
    icon: "film",
    name: "studio.part.titles",
    also: ["/studio/titles"],
    permission: "media.upload",
  },
  {
    to: "/studio/uploads",
    icon: "upload",
    name: "studio.part.uploads",
    permission: "media.upload",
    also: ["/studio/upload", "/studio/assets"],
  },
  { to: "/studio/channels", icon: "users", name: "studio.part.channels" },
  { to: "/studio/review", icon: "check", name: "studio.part.review", permission: "catalog.edit" },
  {
    to: "/studio/import",
    icon: "download",
    name: "studio.part.import",
    permission: "catalog.edit",
  },
  { to: "/studio/rights", icon: "clock", name: "studio.part.rights" },
];

/** The bar above every page of the studio. */
export function StudioNav({ me }: { me: Account }) {
  const { t } = useI18n();
  const path = useLocation({ select: (location) => location.pathname.replace(/\/$/, "") });
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = path && nav.current?.querySelector("[aria-current=page]");
    if (link) link.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  const mine = PARTS.filter(({ permission }) => !permission || me.permissions.includes(permission));
  return (
    <nav
      ref={nav}
      aria-label={t("studio.parts")}
      className="-mx-1 mb-7 overflow-x-auto border-b border-line px-1 [scrollbar-width:none]"
    >
      <ul className="flex gap-1">
        {mine.map((part) => (
          <li key={part.to}>
            <Link
              to={part.to}
              aria-current={isPartOf(part, path) ? "page" : undefined}
              activeOptions={{ exact: true }}
              className="flex min-h-12 items-center gap-2 border-b-3 border-transparent px-3 text-sm font-semibold whitespace-nowrap text-ink-2 transition-colors duration-150 -outline-offset-3 hover:text-ink-1 aria-[current=page]:border-accent aria-[current=page]:text-ink-1"
            >
              <Icon name={part.icon} className="size-5" />
              {t(part.name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isPartOf({ to, also = [] }: Part, path: string): boolean {
  if (path === to) return true;
  const within = to === "/studio" ? also : [to, ...also];
  return within.some((start) => path === start || path.startsWith(`${start}/`));
}
