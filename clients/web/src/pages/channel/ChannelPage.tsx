import { ApiProblem, type Channel } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { buttonClass, EmptyState, ErrorState, Icon, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { accentStyle, ChannelHeader } from "../../channels/ChannelHeader.tsx";
import { FollowButton } from "../../channels/FollowButton.tsx";
import { channelQuery } from "../../channels/queries.ts";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { CardGrid } from "../browse/CardGrid.tsx";
import { titlesQuery } from "../browse/queries.ts";
import { NotFoundPage } from "../problems.tsx";

const TABS = ["home", "videos", "shorts", "about"] as const;
type Tab = (typeof TABS)[number];

/** A creator's channel: who it is, what there is to watch, how to follow it. */
export function ChannelPage() {
  const i18n = useI18n();
  const { handle } = useParams({ from: "/shell/c/$handle" });
  const navigate = useNavigate();
  const { data: channel, error, refetch } = useQuery(channelQuery(handle));
  const asked = (useSearch({ strict: false }) as { tab?: unknown }).tab;
  const tab = TABS.find((each) => each === asked) ?? "home";
  useTabName(channel?.name ?? "");
  const now = channel?.handle;
  useEffect(() => {
    // It has another handle by now: the address follows.
    if (now && now !== handle) {
      void navigate({ to: "/c/$handle", params: { handle: now }, replace: true });
    }
  }, [now, handle, navigate]);
  if (error instanceof ApiProblem && [404, 422].includes(error.status)) return <NotFoundPage />;
  if (error && !channel) {
    return (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  return (
    <article className="edge mx-auto w-full max-w-[96rem] pt-2 pb-20">
      {channel ? <Whole channel={channel} tab={tab} /> : <Waiting />}
    </article>
  );
}

function Whole({ channel, tab }: { channel: Channel; tab: Tab }) {
  const { t } = useI18n();
  return (
    <div className="animate-fade" style={accentStyle(channel)}>
      <ChannelHeader
        channel={channel}
        actions={
          <>
            {channel.you.permissions.includes("manage") && (
              <a href={`/studio/channels/${channel.handle}`} className={buttonClass("plain")}>
                <Icon name="settings" className="size-5" />
                {t("channel.manage")}
              </a>
            )}
            <FollowButton channel={channel} />
          </>
        }
      />
      <nav
        aria-label={t("channel.parts")}
        className="mt-6 mb-7 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        <ul className="flex gap-1">
          {TABS.map((each) => (
            <li key={each}>
              <Link
                to="/c/$handle"
                params={{ handle: channel.handle }}
                search={(each === "home" ? {} : { tab: each }) as never}
                activeOptions={{ exact: true, includeSearch: true }}
                aria-current={each === tab ? "page" : undefined}
                resetScroll={false}
                className="flex min-h-12 items-center border-b-3 border-transparent px-4 text-sm font-semibold whitespace-nowrap text-ink-2 transition-colors duration-150 -outline-offset-3 hover:text-ink-1 aria-[current=page]:border-accent aria-[current=page]:text-ink-1"
              >
                {t(`channel.tab.${each}` as Key)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {tab === "about" ? <About channel={channel} /> : <Works channel={channel} tab={tab} />}
    </div>
  );
}

function Works({ channel, tab }: { channel: Channel; tab: Exclude<Tab, "about"> }) {
  const { t } = useI18n();
  const kind = { home: null, videos: "video", shorts: "short" }[tab];
  return (
    <CardGrid
      key={tab}
      query={titlesQuery({ channel: channel.id, kind })}
      shape={tab === "shorts" ? "poster" : "still"}
      empty={
        <EmptyState
          title={t("channel.empty.title")}
          body={t("channel.empty.body", { name: channel.name })}
        />
      }
    />
  );
}

function About({ channel }: { channel: Channel }) {
  const { t, date } = useI18n();
  return (
    <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <section aria-label={t("channel.about", { name: channel.name })}>
        <p className="max-w-prose text-base whitespace-pre-line text-ink-1" dir="auto">
          {channel.description || (
            <span className="text-ink-2">{t("channel.about.none", { name: channel.name })}</span>
          )}
        </p>
        <p className="mt-6 text-sm text-ink-3">
          {t("channel.since", { date: date(channel.created_at) })}
        </p>
      </section>
      {channel.links.length > 0 && (
        <section aria-labelledby="channel-links">
          <h2 id="channel-links" className="tight mb-3 text-lg font-bold">
            {t("channel.links")}
          </h2>
          <ul className="grid gap-1">
            {channel.links.map((link) => (
              <li key={`${link.name} ${link.url}`}>
                <a
                  href={link.url}
                  rel="noopener noreferrer nofollow ugc"
                  target="_blank"
                  className="flex min-h-11 items-center gap-3 rounded-lg text-sm font-semibold text-accent-text hover:underline"
                >
                  <Icon name="link" className="size-5" />
                  {link.name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy="true">
      <Skeleton className="aspect-[4/1] max-h-[22rem] min-h-28 w-full rounded-2xl" />
      <div className="flex gap-5 pt-4">
        <Skeleton className="-mt-14 size-28 rounded-2xl sm:-mt-16 sm:size-36" />
        <div className="grid content-start gap-2 pt-2">
          <Skeleton className="h-9 w-56" />
          <Skeleton className="h-4 w-40" />
        </div>
      </div>
    </div>
  );
}
