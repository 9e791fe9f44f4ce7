import { useI18n } from "@streamverse/i18n";
import { EmptyState, ErrorState, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { isCreator, meQuery } from "../../queries.ts";
import { detailOf, wordsFor } from "../../words.ts";
import { StudioNav } from "./StudioNav.tsx";

/** The studio is for creators, its channels for all: others sign in, or are told whom to ask. */
export function StudioGate() {
  const i18n = useI18n();
  const { t } = i18n;
  // Where one wanted to go: the address changes under us while we send people to sign in.
  const [path] = useState(useLocation({ select: (location) => location.pathname }));
  const { data: me, error, refetch } = useQuery(meQuery);
  if (me === undefined) {
    return error ? (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    ) : (
      <div className="edge pt-10" aria-busy="true">
        <Skeleton className="h-10 w-64" />
        <Skeleton className="mt-8 h-80" />
      </div>
    );
  }
  if (me === null) return <Navigate to="/login" search={{ next: path }} replace />;
  // A channel is for everybody; what one publishes in it takes a creator.
  if (!isCreator(me) && (me.profile?.is_kids || !path.startsWith("/studio/channels"))) {
    return (
      <EmptyState icon="user" title={t("error.forbidden.title")} body={t("error.forbidden.body")} />
    );
  }
  return (
    <div className="edge mx-auto w-full max-w-[112rem] pt-2 pb-20">
      <StudioNav me={me} />
      <Outlet />
    </div>
  );
}
