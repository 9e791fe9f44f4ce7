import { ApiProblem } from "@streamverse/api";
import { type I18n, useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { PasswordField } from "../pages/auth/PasswordField.tsx";
import { PinPad } from "./PinPad.tsx";
import { isPin } from "./pin.ts";
import { Refusal } from "./Refusal.tsx";
import { codeOf, refusalWords } from "./refusals.ts";
import { useWait } from "./wait.ts";

export type Key = { pin: string } | { password: string };

/** The PIN of a profile, or the account's password for those who forgot it. */
export function PinEntry({
  label,
  onKey,
  isPinOnly = false,
}: {
  label: string;
  onKey: (key: Key) => Promise<void>;
  isPinOnly?: boolean;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const [pin, setPin] = useState("");
  const [isForgotten, setForgotten] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const enter = useMutation({
    mutationFn: onKey,
    onError: () => {
      setPin("");
      field.current?.focus();
    },
  });
  const wait = useWait(enter.error);
  useEffect(() => {
    if (!isForgotten) field.current?.focus();
  }, [isForgotten]);

  const hear = (next: string) => {
    if (enter.isPending || wait > 0) return;
    setPin(next);
    if (enter.isError && next) enter.reset();
    if (isPin(next)) enter.mutate({ pin: next });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter.mutate({ password: String(new FormData(event.currentTarget).get("password") ?? "") });
  };
  const refusal = <Refusal error={enter.error} wait={wait} words={pinWords(enter.error, i18n)} />;

  if (isForgotten) {
    return (
      <form onSubmit={submit} className="grid w-full max-w-sm gap-5 text-start">
        <PasswordField label={t("pin.password")} autoComplete="current-password" autoFocus />
        {refusal}
        <Button type="submit" look="accent" size="lg" isBusy={enter.isPending} disabled={wait > 0}>
          {t("pin.open")}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            enter.reset();
            setForgotten(false);
          }}
        >
          {t("pin.back")}
        </Button>
      </form>
    );
  }
  return (
    <div className="grid justify-items-center gap-3">
      <PinPad
        label={label}
        pin={pin}
        onPin={hear}
        isOff={enter.isPending || wait > 0}
        isWrong={enter.isError}
        noteId={noteId}
        field={field}
      />
      <div id={noteId} className="min-h-13 w-full max-w-sm">
        {refusal}
      </div>
      {!isPinOnly && (
        <Button
          look="quiet"
          onClick={() => {
            enter.reset();
            setForgotten(true);
          }}
        >
          {t("pin.forgotten")}
        </Button>
      )}
    </div>
  );
}

function pinWords(error: unknown, i18n: I18n): string | undefined {
  if (codeOf(error) !== "wrong_pin") return refusalWords(error, i18n);
  const left = error instanceof ApiProblem ? error.facts.tries_left : undefined;
  return typeof left === "number"
    ? i18n.t("pin.wrong.left", { count: left })
    : i18n.t("problem.wrong_pin");
}
