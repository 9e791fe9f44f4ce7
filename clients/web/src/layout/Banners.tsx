import { type Account, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Notice, useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TEXT_LINK } from "../pages/auth/AuthFrame.tsx";
import { privacyQuery } from "../people/queries.ts";
import { refusalWords } from "../people/refusals.ts";
import { useViewer } from "../people/useViewer.ts";
import { useWait } from "../people/wait.ts";

/** What stands between a person and a quiet account, above every page. */
export function Banners({ me }: { me: Account }) {
  return (
    <div className="edge relative z-10 grid gap-2 pb-2">
      {me.viewed_by && <Viewing name={me.name} />}
      {me.erasure_due_at && <Leaving due={me.erasure_due_at} />}
      {!me.is_email_verified && !me.viewed_by && <Unverified email={me.email} />}
    </div>
  );
}

function Viewing({ name }: { name: string }) {
  const i18n = useI18n();
  const say = useToast();
  const { refresh } = useViewer();
  const end = useMutation({
    mutationFn: async () => {
      await people.endViewAs();
      await refresh();
    },
    onError: (error) => say(refusalWords(error, i18n) ?? "", { isProblem: true }),
  });
  return (
    <Notice
      kind="warning"
      actions={
        <Button size="sm" isBusy={end.isPending} onClick={() => end.mutate()}>
          {i18n.t("banner.view.end")}
        </Button>
      }
    >
      {i18n.t("banner.view", { name })}
    </Notice>
  );
}

function Leaving({ due }: { due: string }) {
  const i18n = useI18n();
  const { t, date } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const { renew } = useViewer();
  const keep = useMutation({
    mutationFn: people.cancelErasure,
    onSuccess: async () => {
      await renew();
      await queryClient.invalidateQueries({ queryKey: privacyQuery.queryKey });
      say(t("banner.erasure.kept"));
    },
    onError: (error) => say(refusalWords(error, i18n) ?? "", { isProblem: true }),
  });
  return (
    <Notice
      kind="warning"
      actions={
        <Button size="sm" isBusy={keep.isPending} onClick={() => keep.mutate()}>
          {t("privacy.erase.keep")}
        </Button>
      }
    >
      {t("privacy.erase.due", { date: date(due) })}
    </Notice>
  );
}

function Unverified({ email }: { email: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const send = useMutation({
    mutationFn: people.askForVerification,
    onError: (error) => say(refusalWords(error, i18n) ?? "", { isProblem: true }),
  });
  const wait = useWait(send.error);
  return (
    <Notice
      actions={
        send.isSuccess ? undefined : (
          <Button
            size="sm"
            isBusy={send.isPending}
            disabled={wait > 0}
            onClick={() => send.mutate()}
          >
            {t("banner.verify.again")}
          </Button>
        )
      }
    >
      {send.isSuccess ? (
        t("banner.verify.sent")
      ) : (
        <>
          {t("banner.verify", { email })}{" "}
          <Link to="/account/profile" className={TEXT_LINK}>
            {t("banner.verify.other")}
          </Link>
        </>
      )}
    </Notice>
  );
}
