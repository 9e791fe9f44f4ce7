import { ApiProblem, type Channel } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { buttonClass, ErrorState, Icon, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { ChannelAvatar } from "../../../channels/ChannelHeader.tsx";
import { channelQuery } from "../../../channels/queries.ts";
import { detailOf, useTabName, wordsFor } from "../../../words.ts";
import { NotFoundPage } from "../../problems.tsx";
import { PARTS, type Part } from "./address.ts";
import { Danger } from "./Danger.tsx";
import { Invitations } from "./Invitations.tsx";
import { Look } from "./Look.tsx";
import { Members } from "./Members.tsx";

/** Where those who work on a channel look after it. */
export function ChannelDesk() {
  const i18n = useI18n();
  const { handle } = useParams({ strict: false }) as { handle: string };
  const { data: channel, error, refetch } = useQuery(channelQuery(handle));
  useTabName(channel?.name ?? "");
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
  if (channel && !channel.you.rank) return <NotFoundPage />;
  if (!channel) {
    return error ? (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    ) : (
      <div aria-busy="true" className="grid gap-5">
        <Skeleton className="h-14 w-72" />
        <Skeleton className="h-96 rounded-2xl" />
      </div>
    );
  }
  return <Desk channel={channel} />;
}

function Desk({ channel }: { channel: Channel }) {
  const { t } = useI18n();
  const mine = PARTS.filter((part) => isFor(part, channel));
  const asked = (useSearch({ strict: false }) as { part?: unknown }).part;
  const part = mine.find((each) => each === asked) ?? mine[0];
  return (
    <div className="grid animate-fade gap-6">
      <header className="flex flex-wrap items-center gap-4">
        <Link
          to={"/studio/channels" as string}
          aria-label={t("chan.back")}
          title={t("chan.back")}
          className="inline-flex size-11 items-center justify-center rounded-full text-ink-2 hover:bg-surface-2 hover:text-ink-1"
        >
          <Icon name="back" className="rtl:-scale-x-100" />
        </Link>
        <ChannelAvatar channel={channel} className="size-14" />
        <div className="min-w-0 flex-1 basis-40">
          <h1 className="tight truncate text-xl font-extrabold">{channel.name}</h1>
          <p className="text-sm text-ink-2">
            <bdi>@{channel.handle}</bdi>
            {channel.you.rank && ` · ${t(`chan.rank.${channel.you.rank}` as Key)}`}
          </p>
        </div>
        <Link to="/c/$handle" params={{ handle: channel.handle }} className={buttonClass("plain")}>
          {t("chan.open")}
        </Link>
      </header>
      <nav
        aria-label={t("chan.parts")}
        className="overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        <ul className="flex gap-1">
          {mine.map((each) => (
            <li key={each}>
              <Link
                to={`/studio/channels/${encodeURIComponent(channel.handle)}` as string}
                search={(each === "look" ? {} : { part: each }) as never}
                activeOptions={{ exact: true, includeSearch: true }}
                aria-current={each === part ? "page" : undefined}
                className="flex min-h-12 items-center border-b-3 border-transparent px-3 text-sm font-semibold whitespace-nowrap text-ink-2 transition-colors duration-150 -outline-offset-3 hover:text-ink-1 aria-[current=page]:border-accent aria-[current=page]:text-ink-1"
              >
                {t(`chan.tab.${each}` as Key)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {part === "look" && <Look key={channel.id} channel={channel} />}
      {part === "members" && <Members channel={channel} />}
      {part === "invitations" && <Invitations channel={channel} />}
      {part === "danger" && <Danger channel={channel} />}
    </div>
  );
}

function isFor(part: Part, { you }: Channel): boolean {
  const may = (...wanted: string[]) => you.permissions.some((each) => wanted.includes(each));
  if (part === "look") return may("manage");
  if (part === "members") return may("manage", "invite", "moderate", "mute");
  return part === "invitations" ? may("invite") : true;
}
