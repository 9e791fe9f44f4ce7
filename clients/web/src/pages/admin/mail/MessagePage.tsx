import { type MailWhole, mail, mailPage } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, buttonClass, ErrorState, Icon, Notice, Skeleton, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { detailOf, wordsFor } from "../../../words.ts";
import { messageQuery, nameOfLanguage } from "./mail.ts";
import { Preview } from "./Preview.tsx";
import { StateMark } from "./StateMark.tsx";

/** One message: what became of it and, where it is kept, what it said. */
export function MessagePage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { id } = useParams({ from: "/shell/admin/mail/messages/$id" });
  const { data: message, error, refetch } = useQuery(messageQuery(id));
  return (
    <>
      <Link
        to="/admin/mail"
        className="mb-4 inline-flex min-h-11 items-center gap-2 text-sm font-semibold text-ink-2 hover:text-ink-1"
      >
        <Icon name="back" className="size-5 rtl:-scale-x-100" />
        {t("adminMail.back")}
      </Link>
      {message && <Message message={message} />}
      {!message && !error && <Skeleton className="h-96" />}
      {!message && error && (
        <ErrorState
          body={wordsFor(error, i18n)}
          detail={detailOf(error)}
          onRetry={() => void refetch()}
        />
      )}
    </>
  );
}

function Message({ message }: { message: MailWhole }) {
  const i18n = useI18n();
  const { t, moment } = i18n;
  const say = useToast();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => mail.retry(message.id),
    onSuccess: () => say(t("adminMail.againDone")),
    onError: (error) => say(wordsFor(error, i18n), { isProblem: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["mail"] }),
  });
  const facts: [Key, string][] = [
    ["adminMail.fact.to", message.to],
    ["adminMail.fact.letter", t(`adminMail.letter.${message.template}` as Key)],
    ["adminMail.fact.language", nameOfLanguage(message.language)],
    ["adminMail.fact.asked", moment(message.created_at)],
    ...(message.sent_at
      ? ([["adminMail.fact.sent", moment(message.sent_at)]] satisfies [Key, string][])
      : []),
    ["adminMail.fact.tries", String(message.attempts)],
  ];
  return (
    <div className="grid gap-6">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="tight text-lg font-bold break-words">
            <bdi lang={message.language}>{message.subject}</bdi>
          </h2>
          <div className="mt-1.5">
            <StateMark state={message.state} />
          </div>
        </div>
        {message.state === "failed" && (
          <Button
            look="accent"
            icon="retry"
            isBusy={again.isPending}
            onClick={() => again.mutate()}
          >
            {t("adminMail.again")}
          </Button>
        )}
      </header>
      {message.problem && (
        <Notice kind={message.state === "failed" ? "danger" : "warning"}>
          <span className="block text-xs font-semibold text-ink-2">{t("adminMail.problem")}</span>
          <span className="break-words">{message.problem}</span>
        </Notice>
      )}
      <dl className="grid grid-cols-2 gap-x-8 gap-y-4 rounded-xl border border-line bg-surface-1 p-5 text-sm sm:grid-cols-3">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-xs text-ink-3">{t(name)}</dt>
            <dd className="break-words">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {message.text !== null && message.text !== undefined ? (
        <Preview page={mailPage.message(message.id)} text={message.text} />
      ) : (
        message.state === "sent" && (
          <Notice
            actions={
              <Link
                to="/admin/mail/letters"
                search={{ letter: message.template, language: message.language }}
                className={buttonClass("plain", "sm")}
              >
                {t("adminMail.seeLetter")}
              </Link>
            }
          >
            {t("adminMail.noWords")}
          </Notice>
        )
      )}
    </div>
  );
}
