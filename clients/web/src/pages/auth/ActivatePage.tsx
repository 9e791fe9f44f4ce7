import { type ActivationRequest, type DeviceKind, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Avatar, Button, Icon, type IconName, Radio, Skeleton } from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { CodeField } from "../../people/CodeField.tsx";
import { userCode } from "../../people/codes.ts";
import { profilesQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { meQuery } from "../../queries.ts";
import { useTabName } from "../../words.ts";
import { AuthFrame, TEXT_LINK } from "./AuthFrame.tsx";

const CODE_LENGTH = "WXYZ-1234".length;

export const DEVICE_ICONS: Readonly<Record<DeviceKind, IconName>> = {
  web: "laptop",
  phone: "phone",
  tablet: "tablet",
  tv: "screen",
  console: "gamepad",
  other: "screen",
};

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
    mutationFn: (isWelcome: boolean) =>
      isWelcome ? people.approve(code, profile) : people.deny(code),
  });

  if (decide.isSuccess) {
    const isIn = decide.variables;
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
            isBusy={decide.isPending && !decide.variables}
            onClick={() => decide.mutate(false)}
          >
            {t("activate.deny")}
          </Button>
          <Button
            look="accent"
            size="lg"
            disabled={!data || decide.isPending}
            isBusy={decide.isPending && decide.variables}
            onClick={() => decide.mutate(true)}
          >
            {t("activate.approve")}
          </Button>
        </div>
      </div>
    </AuthFrame>
  );
}

function Asker({ asking, code }: { asking: ActivationRequest; code: string }) {
  const { t } = useI18n();
  const { device } = asking;
  return (
    <div className="flex items-center gap-4 rounded-xl bg-surface-2 p-4">
      <Icon name={DEVICE_ICONS[device.kind] ?? "screen"} className="size-9 text-accent-text" />
      <div className="min-w-0">
        <p className="truncate font-semibold">{device.name || t("activate.unnamed")}</p>
        <p className="truncate text-xs text-ink-3">
          {[device.place, device.address].filter(Boolean).join(" · ")}
        </p>
        <p className="tabular text-xs text-ink-2">{t("activate.shows", { code })}</p>
      </div>
    </div>
  );
}
