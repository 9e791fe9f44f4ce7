import { type Export, exportFile, type Privacy, people } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Checkbox, Dialog, Icon, Notice, Progress } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { privacyQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { useViewer } from "../../people/useViewer.ts";
import { useWait } from "../../people/wait.ts";
import { TEXT_LINK } from "../auth/AuthFrame.tsx";
import { AccountPage, Line, Lines, Section, Waiting } from "./parts.tsx";

/** What is known about a person: agreed to, taken along, forgotten. */
export function PrivacyPage() {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(privacyQuery);
  return (
    <AccountPage title={t("account.privacy")} lead={t("account.privacy.lead")}>
      {data ? (
        <>
          <Consents privacy={data} />
          <TakeAlong made={data.export} />
          <Kept privacy={data} />
          <Forget due={data.erasure?.due_at ?? null} />
        </>
      ) : (
        <Waiting error={error} onRetry={() => void refetch()} height="h-96" />
      )}
    </AccountPage>
  );
}

function Consents({ privacy }: { privacy: Privacy }) {
  const { t, date } = useI18n();
  const queryClient = useQueryClient();
  const give = useMutation({
    mutationFn: ({ kind, version, isGiven }: { kind: string; version: string; isGiven: boolean }) =>
      people.consent(kind, version, isGiven),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: privacyQuery.queryKey }),
  });
  if (privacy.consents.length === 0) return null;
  return (
    <Section title={t("privacy.consents")} lead={t("privacy.consents.lead")}>
      <Lines>
        {privacy.consents.map(({ kind, name, url, version, is_given, at, ...consent }) => {
          const isAgreed = is_given && consent.is_current;
          const isBusy = give.isPending && give.variables.kind === kind;
          return (
            <Line
              key={kind}
              name={
                url ? (
                  <a href={url} target="_blank" rel="noreferrer" className={TEXT_LINK}>
                    {name}
                  </a>
                ) : (
                  name
                )
              }
              notes={[
                t("privacy.version", { version }),
                isAgreed && at ? t("privacy.agreed", { date: date(at) }) : "",
                is_given && !consent.is_current ? t("privacy.outdated") : "",
                consent.is_required ? t("privacy.required") : "",
              ]
                .filter(Boolean)
                .join(" · ")}
              actions={
                isAgreed && consent.is_required ? (
                  <Icon name="check" className="text-success" />
                ) : (
                  <Button
                    look={isAgreed ? "quiet" : "plain"}
                    isBusy={isBusy}
                    aria-label={`${t(isAgreed ? "privacy.withdraw" : "privacy.agree")}: ${name}`}
                    onClick={() => give.mutate({ kind, version, isGiven: !isAgreed })}
                  >
                    {t(isAgreed ? "privacy.withdraw" : "privacy.agree")}
                  </Button>
                )
              }
            />
          );
        })}
      </Lines>
      <Refusal error={give.error} />
    </Section>
  );
}

function TakeAlong({ made }: { made: Export | null }) {
  const { t, date, bytes } = useI18n();
  const queryClient = useQueryClient();
  const ask = useMutation({
    mutationFn: people.askForExport,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: privacyQuery.queryKey }),
  });
  const wait = useWait(ask.error);
  const isReady = made?.ready_at && made.state !== "failed";
  const isMaking = made && !made.ready_at && made.state !== "failed";
  return (
    <Section
      title={t("privacy.export")}
      lead={t("privacy.export.lead")}
      action={
        isReady ? (
          <a href={exportFile(made.id)} download className={buttonClass("accent")}>
            <Icon name="download" className="size-5" />
            {t("link.export.action")}
          </a>
        ) : (
          <Button
            isBusy={ask.isPending}
            disabled={Boolean(isMaking) || wait > 0}
            onClick={() => ask.mutate()}
          >
            {t("privacy.export.ask")}
          </Button>
        )
      }
    >
      {isMaking && (
        <div className="grid gap-2" role="status">
          <p className="text-sm text-ink-2">{t("privacy.export.making")}</p>
          <Progress value={made.progress ?? null} label={t("privacy.export")} />
        </div>
      )}
      {isReady && (
        <p className="text-xs text-ink-3">
          {[
            made.size_bytes ? bytes(made.size_bytes) : "",
            made.expires_at ? t("privacy.export.until", { date: date(made.expires_at) }) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      )}
      {made?.state === "failed" && <Notice kind="warning">{t("privacy.export.failed")}</Notice>}
      <Refusal error={ask.error} wait={wait} />
    </Section>
  );
}

function Kept({ privacy }: { privacy: Privacy }) {
  const { t } = useI18n();
  if (privacy.retention.length === 0) return null;
  return (
    <Section title={t("privacy.kept")} lead={t("privacy.kept.lead")}>
      <Lines>
        {privacy.retention.map(({ what, days }) => (
          <Line
            key={what}
            name={keptName(t, what)}
            actions={
              <span className="tabular text-sm text-ink-2">
                {days === null ? t("privacy.kept.always") : t("privacy.kept.days", { count: days })}
              </span>
            }
          />
        ))}
      </Lines>
    </Section>
  );
}

function keptName(t: (key: Key) => string, what: string): string {
  const key = `privacy.kept.${what}` as Key;
  const words = t(key);
  return words === key ? what.replaceAll("_", " ") : words;
}

function Forget({ due }: { due: string | null }) {
  const { t, date } = useI18n();
  const queryClient = useQueryClient();
  const { renew } = useViewer();
  const [isAsking, setAsking] = useState(false);
  const [isSure, setSure] = useState(false);
  const settled = async () => {
    setAsking(false);
    await queryClient.invalidateQueries({ queryKey: privacyQuery.queryKey });
    await renew();
  };
  const ask = useMutation({ mutationFn: people.askForErasure, onSuccess: settled });
  const keep = useMutation({ mutationFn: people.cancelErasure, onSuccess: settled });
  if (due) {
    return (
      <Section
        title={t("privacy.erase")}
        lead={t("privacy.erase.due", { date: date(due) })}
        action={
          <Button look="accent" isBusy={keep.isPending} onClick={() => keep.mutate()}>
            {t("privacy.erase.keep")}
          </Button>
        }
      >
        <Refusal error={keep.error} />
      </Section>
    );
  }
  return (
    <Section
      title={t("privacy.erase")}
      lead={t("privacy.erase.lead")}
      action={
        <Button look="danger" icon="trash" onClick={() => setAsking(true)}>
          {t("privacy.erase.ask")}
        </Button>
      }
    >
      {isAsking && (
        <Dialog
          title={t("privacy.erase.title")}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t("app.cancel")}</Button>
              <Button
                look="danger"
                icon="trash"
                disabled={!isSure}
                isBusy={ask.isPending}
                onClick={() => ask.mutate()}
              >
                {t("privacy.erase.ask")}
              </Button>
            </>
          }
        >
          <ul className="mb-3 grid list-disc gap-1.5 ps-5 text-sm">
            <li>{t("privacy.erase.what")}</li>
            <li>{t("privacy.erase.grace")}</li>
            <li>{t("privacy.erase.law")}</li>
          </ul>
          <Checkbox
            label={t("privacy.erase.sure")}
            checked={isSure}
            onChange={(event) => setSure(event.target.checked)}
          />
          <Refusal error={ask.error} />
        </Dialog>
      )}
    </Section>
  );
}
