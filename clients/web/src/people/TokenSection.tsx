import { type NewApiToken, people } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import {
  Button,
  Checkbox,
  Dialog,
  Field,
  Icon,
  IconButton,
  Select,
  useToast,
} from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Line, Lines, Section, Waiting } from "../pages/account/parts.tsx";
import { meQuery } from "../queries.ts";
import { CopyButton } from "./CopyButton.tsx";
import { apiTokensQuery } from "./queries.ts";
import { Refusal } from "./Refusal.tsx";

const LIVES = [30, 90, 365] as const;

/** Whose tokens: how they are asked for, made and taken away. */
export interface TokenSource {
  title: Key;
  query: typeof apiTokensQuery;
  make: (name: string, scopes: string[], days: number | null) => Promise<NewApiToken>;
  remove: (id: string) => Promise<unknown>;
}

export const MY_TOKENS: TokenSource = {
  title: "tokens.title",
  query: apiTokensQuery,
  make: people.createApiToken,
  remove: people.removeApiToken,
};

/** Keys for programs, each with what it may do. */
export function TokenSection({ source }: { source: TokenSource }) {
  const { t, ago, date } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(source.query);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewApiToken | null>(null);
  const renew = () => queryClient.invalidateQueries({ queryKey: source.query.queryKey });
  const remove = useMutation({
    mutationFn: source.remove,
    onSuccess: async () => {
      await renew();
      say(t("tokens.removed"));
    },
  });
  return (
    <>
      {data ? (
        <Section
          title={t(source.title)}
          lead={data.items.length === 0 ? t("tokens.none") : undefined}
          action={
            <Button icon="plus" onClick={() => setMaking(true)}>
              {t("tokens.make")}
            </Button>
          }
        >
          {data.items.length > 0 && (
            <Lines>
              {data.items.map((token) => (
                <Line
                  key={token.id}
                  picture={<Icon name="key" />}
                  name={token.name}
                  notes={[
                    token.scopes.join(", "),
                    token.last_used_at
                      ? t("account.used", { when: ago(token.last_used_at) })
                      : t("tokens.unused"),
                    token.expires_at ? t("tokens.until", { date: date(token.expires_at) }) : "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                  actions={
                    <IconButton
                      icon="trash"
                      label={t("account.remove", { name: token.name })}
                      disabled={remove.isPending}
                      onClick={() => remove.mutate(token.id)}
                    />
                  }
                />
              ))}
            </Lines>
          )}
          <Refusal error={remove.error} />
        </Section>
      ) : (
        <Waiting error={error} onRetry={() => void refetch()} />
      )}
      {isMaking && (
        <MakeToken
          make={source.make}
          onClose={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false);
            setMade(token);
            void renew();
          }}
        />
      )}
      {made && (
        <Dialog
          title={t("tokens.made.title")}
          onClose={() => setMade(null)}
          actions={
            <Button look="accent" onClick={() => setMade(null)}>
              {t("tokens.made.done")}
            </Button>
          }
        >
          <p className="mb-4 text-sm">{t("tokens.made.body")}</p>
          <code className="block rounded-xl bg-surface-2 p-4 text-sm break-all text-ink-1">
            {made.token}
          </code>
          <CopyButton text={made.token} className="mt-2" />
        </Dialog>
      )}
    </>
  );
}

function MakeToken({
  make: create,
  onMade,
  onClose,
}: {
  make: TokenSource["make"];
  onMade: (token: NewApiToken) => void;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const id = useId();
  const [problem, setProblem] = useState<"name" | "scopes" | null>(null);
  const scopes = ["account:read", "account:write", ...(me?.permissions ?? [])];
  const make = useMutation({
    mutationFn: (form: FormData) =>
      create(
        String(form.get("name")).trim(),
        form.getAll("scope").map(String),
        form.get("days") ? Number(form.get("days")) : null,
      ),
    onSuccess: onMade,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const lacks = !String(form.get("name")).trim() ? "name" : form.has("scope") ? null : "scopes";
    setProblem(lacks);
    if (!lacks) make.mutate(form);
  };
  return (
    <Dialog
      title={t("tokens.make")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" isBusy={make.isPending}>
            {t("tokens.make")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-5">
        <Field
          label={t("tokens.name")}
          hint={t("tokens.name.hint")}
          name="name"
          maxLength={60}
          autoComplete="off"
          autoFocus
          problem={problem === "name" ? t("rename.nameless") : undefined}
        />
        <fieldset>
          <legend className="mb-1 text-xs font-semibold text-ink-2">{t("tokens.scopes")}</legend>
          <div className="grid max-h-64 overflow-y-auto sm:grid-cols-2">
            {scopes.map((scope) => (
              <Checkbox key={scope} name="scope" value={scope} label={scopeName(t, scope)} />
            ))}
          </div>
          {problem === "scopes" && (
            <p role="alert" className="mt-1 text-xs text-danger">
              {t("tokens.scopeless")}
            </p>
          )}
        </fieldset>
        <Select label={t("tokens.life")} name="days" defaultValue="90" className="max-w-60">
          {LIVES.map((days) => (
            <option key={days} value={days}>
              {t("privacy.kept.days", { count: days })}
            </option>
          ))}
          <option value="">{t("tokens.forever")}</option>
        </Select>
        <Refusal error={make.error} />
      </form>
    </Dialog>
  );
}

function scopeName(t: (key: Key) => string, scope: string): string {
  if (scope === "account:read") return t("tokens.scope.read");
  if (scope === "account:write") return t("tokens.scope.write");
  return scope;
}
