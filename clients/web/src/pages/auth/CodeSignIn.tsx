import { people } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { Button, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { thisDevice } from "../../people/device.ts";
import { Qr } from "../../people/Qr.tsx";
import { Refusal } from "../../people/Refusal.tsx";
import { afterAnswer } from "./polling.ts";
import { type Ticket, ticketIn } from "./ticket.ts";

/** A code and a picture of it: another device, already signed in, lets this one in. */
export function CodeSignIn({
  onSignedIn,
  onTicket,
}: {
  onSignedIn: () => Promise<void>;
  onTicket: (ticket: Ticket) => void;
}) {
  const { t } = useI18n();
  const [round, setRound] = useState(0);
  const [isDenied, setDenied] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["device-code", round],
    queryFn: () => people.askForCode(thisDevice()),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const again = () => {
    setDenied(false);
    setRound(round + 1);
  };
  const [left, setLeft] = useState<number | null>(null);
  const [lost, setLost] = useState<unknown>(null);
  const callbacks = useRef({ onSignedIn, onTicket });
  callbacks.current = { onSignedIn, onTicket };

  useEffect(() => {
    if (!data) return;
    const end = Date.now() + data.expires_in * 1000;
    const tick = () => setLeft(Math.max(0, Math.round((end - Date.now()) / 1000)));
    tick();
    const ticking = setInterval(tick, 1000);
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let interval = data.interval;
    const poll = async () => {
      try {
        await people.redeemCode(data.device_code);
        if (!isOver) await callbacks.current.onSignedIn();
        return;
      } catch (reason) {
        if (isOver) return;
        const ticket = ticketIn(reason);
        if (ticket) return callbacks.current.onTicket(ticket);
        const next = afterAnswer(reason, interval);
        if (next.end === "denied") return setDenied(true);
        if (next.end === "expired") return setLeft(0);
        if (next.end === "lost") return setLost(reason);
        interval = next.interval;
      }
      timer = setTimeout(() => void poll(), interval * 1000);
    };
    timer = setTimeout(() => void poll(), interval * 1000);
    return () => {
      isOver = true;
      clearInterval(ticking);
      clearTimeout(timer);
    };
  }, [data]);

  if (error || lost) {
    return (
      <div className="grid gap-4">
        <Refusal error={error ?? lost} />
        <Button
          icon="retry"
          onClick={() => {
            setLost(null);
            if (error) void refetch();
            else again();
          }}
        >
          {t("app.retry")}
        </Button>
      </div>
    );
  }
  if (isDenied || left === 0) {
    return (
      <div className="grid gap-4">
        <p role="alert">{t(isDenied ? "auth.code.denied" : "auth.code.expired")}</p>
        <Button look="accent" size="lg" icon="retry" onClick={again}>
          {t("auth.code.again")}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid justify-items-center gap-6 text-center">
      {data ? (
        <Qr svg={data.qr_svg} label={t("auth.code.qr")} className="size-56" />
      ) : (
        <Skeleton className="size-56 rounded-2xl" />
      )}
      <div className="grid gap-1">
        <p className="text-sm text-ink-2">
          {t("auth.code.visit", { address: data ? hostOf(data.verification_uri) : "…" })}
        </p>
        {data ? (
          <p className="text-xl font-extrabold tracking-[0.12em] whitespace-nowrap">
            <span aria-hidden="true">{data.user_code}</span>
            <span className="sr-only">{[...data.user_code].join(" ")}</span>
          </p>
        ) : (
          <Skeleton className="mx-auto h-9 w-56" />
        )}
      </div>
      <p className="tabular flex items-center gap-2 text-xs text-ink-3">
        <span className="size-2 animate-breathe rounded-full bg-accent" />
        {t("auth.code.waiting")}
        {left !== null && <span aria-hidden="true">{clock(left)}</span>}
      </p>
    </div>
  );
}

function hostOf(address: string): string {
  try {
    const url = new URL(address);
    return url.host + url.pathname;
  } catch {
    return address;
  }
}
