import { type ActivationRequest, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Avatar, Button, Icon, Radio, Skeleton } from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { CodeField } from "../../people/CodeField.tsx";
import { userCode } from "../../people/codes.ts";
import { deviceIcon } from "../../people/device.ts";
import { type Key, PinEntry } from "../../people/PinEntry.tsx";
import { placeName } from "../../people/place.ts";
import { profilesQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { codeOf } from "../../people/refusals.ts";
import { meQuery } from "../../queries.ts";
import { useTabName } from "../../words.ts";
import { AuthFrame, TEXT_LINK } from "./AuthFrame.tsx";

const CODE_LENGTH = "WXYZ-1234".length;

/** /activate: let a television in, by the code it shows. */
export function ActivatePage() {
  const { t } = useI18n();
  const { code } = useSearch({ from: "/shell/activate" });
  const { data: me } = useQuery(meQuery);
  const navigate = useNavigate({ from: "/activate" });
  useTabName(t("activate.title"));
  if (me === null) {
    const next = code ? `/activate?code=${encodeURIComponent(code)}` : "/activate";
    return <Navigate to="/login" search={{ next }} replace />;
  }
  if (code) {
    return (
      <Asking
        key={code}
        code={userCode(code)}
        onOther={() => void navigate({ search: {}, replace: true })}
      />
    );
  }
  const go = (typed: string) => void navigate({ search: { code: typed } });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("code") ?? "");
    if (typed) go(typed);
  };
  return (
    <AuthFrame title={t("activate.title")} lead={t("activate.lead")}>
      <form onSubmit={submit} className="grid gap-5">
        <CodeField
          label={t("activate.code")}
          name="code"
          autoComplete="one-time-code"
          autoFocus
          required
          placeholder="WXYZ-1234"
          tidy={userCode}
          full={CODE_LENGTH}
          onFull={go}
        />
        <Button type="submit" look="accent" size="lg">
          {t("activate.next")}
        </Button>
      </form>
    </AuthFrame>
  );
}

function Asking({ code, onOther }: { code: string; onOther: () => void }) {
  const { t } = useI18n();
  const { data, error } = useQuery({
    queryKey: ["activation", code],
    queryFn: () => people.activation(code),
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: profiles } = useQuery(profilesQuery);
  const [chosen, choose] = useState<string>();
  const profile = chosen ?? profiles?.items.find((one) => one.is_active)?.id;
  const decide = useMutation({
    mutationFn: ({ isWelcome, pin }: { isWelcome: boolean; pin?: string }) =>
      isWelcome ? people.approve(code, profile, pin) : people.deny(code),
    onError: (error) => {
      if (codeOf(error) === "pin_required") setAsksPin(true);
    },
  });
  const [asksPin, setAsksPin] = useState(false);

  if (decide.isSuccess) {
    const isIn = decide.variables.isWelcome;
    return (
      <AuthFrame
        isStep
        title={t(isIn ? "activate.done.title" : "activate.denied.title")}
        lead={t(isIn ? "activate.done.body" : "activate.denied.body")}
      >
        <span
          className={`flex size-14 items-center justify-center rounded-full bg-surface-2 ${isIn ? "text-success" : "text-ink-2"}`}
        >
          <Icon name={isIn ? "check" : "close"} className="size-7" />
        </span>
      </AuthFrame>
    );
  }
  const other = (
    <button type="button" className={TEXT_LINK} onClick={onOther}>
      {t("activate.other")}
    </button>
  );
  if (error) {
    return (
      <AuthFrame isStep title={t("activate.unknown")} foot={other}>
        <Refusal error={error} />
      </AuthFrame>
    );
  }
  const guarded = profiles?.items.find((one) => one.id === profile);
  if (asksPin && guarded) {
    const title = t("pin.for", { name: guarded.name });
    const approve = async (key: Key) => {
      if ("pin" in key) await decide.mutateAsync({ isWelcome: true, pin: key.pin });
    };
    return (
      <AuthFrame isStep title={title} foot={other}>
        <PinEntry label={title} onKey={approve} isPinOnly />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame isStep title={t("activate.ask.title")} lead={t("activate.ask.lead")} foot={other}>
      <div className="grid gap-6">
        {data ? <Asker asking={data} code={code} /> : <Skeleton className="h-24 rounded-xl" />}
        {profiles && profiles.items.length > 1 && (
          <fieldset className="grid gap-2">
            <legend className="mb-2 text-xs font-semibold text-ink-2">
              {t("activate.profile")}
            </legend>
            {profiles.items.map((one) => (
              <Radio
                key={one.id}
                name="profile"
                label={one.name}
                picture={<Avatar name={one.name} url={one.avatar_url} className="size-9" />}
                checked={profile === one.id}
                onChange={() => choose(one.id)}
              />
            ))}
          </fieldset>
        )}
        <Refusal error={decide.error} />
        <div className="grid grid-cols-2 gap-3">
          <Button
            size="lg"
            disabled={!data || decide.isPending}
            isBusy={decide.isPending && !decide.variables.isWelcome}
            onClick={() => decide.mutate({ isWelcome: false })}
          >
            {t("activate.deny")}
          </Button>
          <Button
            look="accent"
            size="lg"
            disabled={!data || decide.isPending}
            isBusy={decide.isPending && decide.variables.isWelcome}
            onClick={() => decide.mutate({ isWelcome: true })}
          >
            {t("activate.approve")}
          </Button>
        </div>
      </div>
    </AuthFrame>
  );
}

function Asker({ asking, code }: { asking: ActivationRequest; code: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { device } = asking;
  return (
    <div className="flex items-center gap-4 rounded-xl bg-surface-2 p-4">
      <Icon name={deviceIcon(device.kind)} className="size-9 text-accent-text" />
      <div className="min-w-0">
        <p className="truncate font-semibold">{device.name || t("activate.unnamed")}</p>
        <p className="truncate text-xs text-ink-3">
          {[placeName(device.place, i18n), device.address].filter(Boolean).join(" · ")}
        </p>
        <p className="tabular text-xs text-ink-2">{t("activate.shows", { code })}</p>
        {!device.is_near && (
          <p className="text-xs font-semibold text-warning">{t("activate.far")}</p>
        )}
      </div>
    </div>
  );
}
