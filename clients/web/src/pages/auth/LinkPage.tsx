import { type Key, useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Icon, Spinner } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { Refusal } from "../../people/Refusal.tsx";
import { useViewer } from "../../people/useViewer.ts";
import { useTabName } from "../../words.ts";
import { AuthFrame } from "./AuthFrame.tsx";

export interface LinkWords {
  readonly ask: Key;
  readonly lead: Key;
  readonly action: Key;
  readonly done: Key;
  readonly doneLead: Key;
}

/** What a mailed link does: at once where that harms nobody, otherwise after a press of a button. */
export function LinkPage<T>({
  token,
  words,
  act,
  isAtOnce = false,
  after,
  refused,
}: {
  token: string | undefined;
  words: LinkWords;
  act: (token: string) => Promise<T>;
  isAtOnce?: boolean;
  after?: (done: T) => ReactNode;
  /** What may help when the link is not good any more. */
  refused?: ReactNode;
}) {
  const { t } = useI18n();
  const { renew } = useViewer();
  const link = useMutation({ mutationFn: act, onSuccess: () => void renew() });
  const hasBegun = useRef(false);
  useTabName(t(link.isSuccess ? words.done : words.ask));
  const { mutate } = link;

  useEffect(() => {
    if (!isAtOnce || !token || hasBegun.current) return;
    hasBegun.current = true;
    mutate(token);
  }, [isAtOnce, token, mutate]);

  if (link.isSuccess) {
    return (
      <AuthFrame isStep title={t(words.done)} lead={t(words.doneLead)}>
        <div className="grid gap-6">
          <span className="flex size-14 items-center justify-center rounded-full bg-surface-2 text-success">
            <Icon name="check" className="size-7" />
          </span>
          {after ? (
            after(link.data)
          ) : (
            <Link to="/" className={buttonClass("accent", "lg")}>
              {t("link.home")}
            </Link>
          )}
        </div>
      </AuthFrame>
    );
  }
  if (!token || link.isError) {
    return (
      <AuthFrame isStep title={t("link.refused.title")}>
        <div className="grid gap-6">
          <Refusal error={link.error} words={token ? undefined : t("problem.link_invalid")} />
          {refused ?? (
            <Link to="/" className={buttonClass("plain", "lg")}>
              {t("link.home")}
            </Link>
          )}
        </div>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t(words.ask)} lead={t(words.lead)}>
      {isAtOnce ? (
        <p role="status" className="flex items-center gap-3 text-sm text-ink-2">
          <Spinner />
          {t("link.working")}
        </p>
      ) : (
        <Button
          look="accent"
          size="lg"
          isBusy={link.isPending}
          onClick={() => link.mutate(token)}
          className="w-full"
        >
          {t(words.action)}
        </Button>
      )}
    </AuthFrame>
  );
}
