import { ApiProblem, api, type PlaybackSession, type PlaybackState } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Player, type Service } from "@streamverse/player";
import { startingPoint } from "@streamverse/player/core";
import { Button, buttonClass, ErrorState, Spinner } from "@streamverse/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { habits } from "../../people/habits.ts";
import { assetQuery } from "../../queries.ts";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { filmOf } from "./film.ts";

const ASK_AGAIN_MS = 3_000;
const REFUSALS: Readonly<Record<string, "above" | "here" | "paid">> = {
  above_maturity_ceiling: "above",
  title_not_offered: "here",
  not_entitled: "paid",
};

/** The whole window for one film. */
export function WatchPage() {
  const { id } = useParams({ from: "/watch/$id" });
  const search = useSearch({ from: "/watch/$id" });
  const [attempt, setAttempt] = useState({ number: 0, at: search.t ?? null });
  const queryClient = useQueryClient();
  const queryKey = useMemo(
    () => ["playback", id, search.as, attempt.number],
    [id, search.as, attempt.number],
  );
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => api.startPlayback(search.as === "asset" ? { asset_id: id } : { title_id: id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (isNotReady(state.error) ? ASK_AGAIN_MS : false),
  });
  const again = useCallback(
    (at: number | null) => setAttempt((before) => ({ number: before.number + 1, at })),
    [],
  );

  // Subtitles, previews and chapters may have come with a new revision of the manifest.
  const renew = useCallback(
    (sessionId: string) => {
      api.playback(sessionId).then(
        (fresh) => queryClient.setQueryData(queryKey, fresh),
        () => undefined,
      );
    },
    [queryClient, queryKey],
  );

  useEffect(() => {
    document.documentElement.classList.add("overflow-hidden");
    return () => document.documentElement.classList.remove("overflow-hidden");
  }, []);

  return (
    <main className="fixed inset-0 bg-black">
      {data ? (
        <Screen
          key={data.id}
          session={data}
          startAt={attempt.at}
          onAgain={again}
          onRevision={renew}
        />
      ) : (
        <Antechamber error={error} onRetry={() => void refetch()} />
      )}
    </main>
  );
}

function Screen({
  session,
  startAt,
  onAgain,
  onRevision,
}: {
  session: PlaybackSession;
  startAt: number | null;
  onRevision: (sessionId: string) => void;
  onAgain: (at: number) => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const { engine, as } = useSearch({ from: "/watch/$id" });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: asset } = useQuery({
    ...assetQuery(session.asset_id),
    // An upload without a title is known by its own name, to its owner.
    enabled: as === "asset" && session.title === null,
  });
  const film = useMemo(
    () => ({
      ...filmOf(session, engine ?? "hls", asset?.title || t("title.video"), i18n),
      startAt: startingPoint(session.position_seconds, session.duration_seconds, startAt),
    }),
    [session, engine, asset?.title, i18n, t, startAt],
  );
  useTabName(film.name);

  const service = useMemo<Service>(() => {
    const hear = (state: PlaybackState) => {
      if (state.revision !== session.revision) onRevision(session.id);
      return pulseOf(state);
    };
    return {
      report: (position, sequence) => api.savePosition(session.id, position, sequence).then(hear),
      heartbeat: () => api.heartbeat(session.id).then(hear),
    };
  }, [session.id, session.revision, onRevision]);

  // The rows and pages behind show how far this film was watched.
  useEffect(
    () => () => {
      void queryClient.invalidateQueries({ queryKey: ["home"] });
      void queryClient.invalidateQueries({ queryKey: ["title"] });
    },
    [queryClient],
  );

  const { next, title } = session;
  const goNext = useCallback(() => {
    if (next) void navigate({ to: "/watch/$id", params: { id: next.id }, replace: true });
  }, [next, navigate]);

  const back = (className: string, children: ReactNode) =>
    title ? (
      <Link
        to="/title/$slug"
        params={{ slug: title.slug }}
        aria-label={t("player.back.toTitle", { name: title.name })}
        className={className}
      >
        {children}
      </Link>
    ) : (
      <Link
        to="/studio/assets/$id"
        params={{ id: session.asset_id }}
        aria-label={t("app.back")}
        className={className}
      >
        {children}
      </Link>
    );

  return (
    <Player
      film={film}
      service={service}
      back={back}
      home={
        <Link to="/" className={buttonClass("plain")}>
          {t("player.error.home")}
        </Link>
      }
      onAgain={onAgain}
      onNext={next ? goNext : null}
      isGoingOn={habits().autoplayNext}
    />
  );
}

/** Before the film: a moment of waiting, or why it can't be played. */
function Antechamber({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const home = (
    <Link to="/" className={buttonClass("plain")}>
      {t("player.error.home")}
    </Link>
  );
  let body: ReactNode = (
    <>
      <Spinner className="size-14 text-white/90" />
      <span role="status" className="sr-only">
        {t("player.buffering")}
      </span>
    </>
  );
  if (isNotReady(error)) {
    body = (
      <div role="status" className="grid max-w-md justify-items-center gap-4 p-6 text-center">
        <Spinner className="size-10 text-accent" />
        <h1 className="tight text-lg font-bold">{t("player.error.notReady.title")}</h1>
        <p className="text-white/80">{t("player.error.notReady.body")}</p>
        {home}
      </div>
    );
  } else if (error) {
    const isGone = error instanceof ApiProblem && [402, 403, 404, 410].includes(error.status);
    const kind = (error instanceof ApiProblem && REFUSALS[error.code]) || "gone";
    body = (
      <ErrorState
        title={isGone ? t(`player.error.${kind}.title`) : t("error.title")}
        body={isGone ? t(`player.error.${kind}.body`) : wordsFor(error, i18n)}
        detail={detailOf(error)}
      >
        <div className="flex flex-wrap justify-center gap-3">
          {!isGone && (
            <Button look="accent" icon="retry" onClick={onRetry}>
              {t("app.retry")}
            </Button>
          )}
          {home}
        </div>
      </ErrorState>
    );
  }
  return (
    <div data-theme="dark" className="flex size-full items-center justify-center text-white">
      {body}
    </div>
  );
}

function isNotReady(error: Error | null): boolean {
  return error instanceof ApiProblem && (error.status === 409 || error.status === 425);
}

function pulseOf(answer: PlaybackState) {
  return {
    revision: String(answer.revision),
    isGrowing: answer.is_growing,
    duration: answer.duration_seconds,
  };
}
