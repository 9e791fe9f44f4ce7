import { desk, type PersonDetail } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Checkbox, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { useViewer } from "../../../people/useViewer.ts";
import { Section, Waiting } from "../../account/parts.tsx";
import { AuditList } from "./AuditPage.tsx";
import { Board } from "./Board.tsx";
import { personQuery, rolesQuery } from "./queries.ts";
import { ReasonDialog } from "./ReasonDialog.tsx";

/** One account as operators see it, and what they may do about it. */
export function PersonPage() {
  const { t } = useI18n();
  const { id } = useParams({ from: "/shell/admin/people/$id" });
  const { data: one, error, refetch } = useQuery(personQuery(id));
  if (!one) return <Waiting error={error} onRetry={() => void refetch()} height="h-96" />;
  return (
    <Board title={one.name} lead={one.email} action={<Doings one={one} />}>
      <Facts one={one} />
      <Roles key={one.roles.join()} one={one} />
      <Section title={t("desk.person.log")}>
        <AuditList filter={{ account_id: id }} />
      </Section>
      <Link to="/admin/people" className="text-sm text-ink-2 hover:underline">
        {t("desk.people.back")}
      </Link>
    </Board>
  );
}

function Facts({ one }: { one: PersonDetail }) {
  const { t, date } = useI18n();
  const ways = [
    ...(one.has_password ? [t("desk.way.password")] : []),
    ...one.second_factors.map((way) =>
      way === "totp" ? t("desk.way.totp") : t("desk.way.passkey"),
    ),
    ...one.providers,
  ];
  const facts = [
    [
      t("desk.state"),
      one.state_reason
        ? `${t(`desk.state.${one.state}`)}: ${one.state_reason}`
        : t(`desk.state.${one.state}`),
    ],
    [t("desk.since"), date(one.created_at)],
    [
      t("desk.person.email"),
      one.is_email_verified ? t("desk.person.verified") : t("desk.person.unverified"),
    ],
    [t("desk.person.ways"), ways.join(", ") || t("desk.person.none")],
    [t("desk.person.profiles"), one.profiles.join(", ")],
    [t("desk.person.devices"), String(one.devices_count)],
    ...(one.erasure_due_at ? [[t("desk.person.erasure"), date(one.erasure_due_at)]] : []),
  ];
  return (
    <dl className="grid gap-x-8 gap-y-4 rounded-2xl border border-line bg-surface-1 p-5 sm:grid-cols-2 sm:p-7 xl:grid-cols-3">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs font-semibold text-ink-3">{name}</dt>
          <dd className="mt-0.5 text-sm break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Roles({ one }: { one: PersonDetail }) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { data: roles } = useQuery(rolesQuery);
  const give = useMutation({
    mutationFn: (names: string[]) => desk.giveRoles(one.id, names),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["desk"] });
      say(t("desk.person.rolesGiven"));
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    give.mutate(new FormData(event.currentTarget).getAll("role").map(String));
  };
  return (
    <Section title={t("desk.roles")} lead={t("desk.person.roles.lead")}>
      <form onSubmit={submit} className="grid gap-4">
        <div className="grid sm:grid-cols-2 xl:grid-cols-3">
          {roles?.items
            .filter(({ name }) => name !== "viewer")
            .map(({ name, description }) => (
              <Checkbox
                key={name}
                name="role"
                value={name}
                defaultChecked={one.roles.includes(name)}
                label={name}
                hint={description}
              />
            ))}
        </div>
        <Refusal error={give.error} />
        <Button type="submit" className="justify-self-start" isBusy={give.isPending}>
          {t("desk.person.giveRoles")}
        </Button>
      </form>
    </Section>
  );
}

type Asking = "suspend" | "view" | null;

function Doings({ one }: { one: PersonDetail }) {
  const { t } = useI18n();
  const say = useToast();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { refresh } = useViewer();
  const [asking, setAsking] = useState<Asking>(null);
  const done = async (words: string) => {
    setAsking(null);
    await queryClient.invalidateQueries({ queryKey: ["desk"] });
    say(words);
  };
  const restore = useMutation({
    mutationFn: () => desk.restore(one.id),
    onSuccess: () => done(t("desk.person.restored")),
  });
  const signOut = useMutation({
    mutationFn: () => desk.signOut(one.id),
    onSuccess: () => done(t("desk.person.signedOut")),
  });
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon="eye" onClick={() => setAsking("view")}>
        {t("desk.person.viewAs")}
      </Button>
      <Button icon="out" isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t("desk.person.signOut")}
      </Button>
      {one.state === "suspended" ? (
        <Button isBusy={restore.isPending} onClick={() => restore.mutate()}>
          {t("desk.person.restore")}
        </Button>
      ) : (
        <Button look="danger" onClick={() => setAsking("suspend")}>
          {t("desk.person.suspend")}
        </Button>
      )}
      {(restore.error ?? signOut.error) && <Refusal error={restore.error ?? signOut.error} />}
      {asking === "view" && (
        <ReasonDialog
          title={t("desk.person.viewAs.title", { name: one.name })}
          body={t("desk.person.viewAs.body")}
          action={t("desk.person.viewAs")}
          onClose={() => setAsking(null)}
          onReason={async (reason) => {
            await desk.viewAs(one.id, reason);
            await refresh();
            router.history.push("/");
          }}
        />
      )}
      {asking === "suspend" && (
        <ReasonDialog
          title={t("desk.person.suspend.title", { name: one.name })}
          body={t("desk.person.suspend.body")}
          action={t("desk.person.suspend")}
          isDangerous
          onClose={() => setAsking(null)}
          onReason={async (reason) => {
            await desk.suspend(one.id, reason);
            await done(t("desk.person.suspended"));
          }}
        />
      )}
    </div>
  );
}
