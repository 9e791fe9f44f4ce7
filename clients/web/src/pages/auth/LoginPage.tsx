import { people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { thisDevice } from "../../people/device.ts";
import { ProofForm, type Shown } from "../../people/ProofForm.tsx";
import { codeOf } from "../../people/refusals.ts";
import { useViewer } from "../../people/useViewer.ts";
import { meQuery } from "../../queries.ts";
import { useTabName } from "../../words.ts";
import { AuthFrame, TEXT_LINK } from "./AuthFrame.tsx";
import { CodeSignIn } from "./CodeSignIn.tsx";
import { SignInForm } from "./SignInForm.tsx";
import type { Ticket } from "./ticket.ts";

/** Sign in: by password, passkey, another service, or with a code from another device. */
export function LoginPage() {
  const { t } = useI18n();
  const search = useSearch({ from: "/shell/login" });
  const { next, step } = search;
  const router = useRouter();
  const navigate = useNavigate({ from: "/login" });
  const { data: me } = useQuery(meQuery);
  const { arrive } = useViewer();
  const [ticket, setTicket] = useState<Ticket | null>(null);
  const isArriving = useRef(false);
  useTabName(t("auth.signIn.title"));

  // Another service's sign-in comes back with its ticket in the address: take it out of there.
  useEffect(() => {
    if (!search.ticket) return;
    setTicket({ ticket: search.ticket, methods: search.methods ?? [] });
    void navigate({ search: { ...(next ? { next } : {}), step: "factor" }, replace: true });
  }, [search.ticket, search.methods, next, navigate]);

  // Signed in already, or in another tab just now.
  useEffect(() => {
    if (me && !isArriving.current) router.history.replace(next ?? "/");
  }, [me, next, router]);

  const signedIn = async () => {
    isArriving.current = true;
    await arrive(next);
  };
  const onTicket = (found: Ticket) => {
    setTicket(found);
    void navigate({ search: { ...(next ? { next } : {}), step: "factor" } });
  };
  const back = (
    <button type="button" className={TEXT_LINK} onClick={() => router.history.back()}>
      {t("auth.otherWay")}
    </button>
  );

  if (step === "code") {
    return (
      <AuthFrame isStep title={t("auth.code.title")} lead={t("auth.code.lead")} foot={back}>
        <CodeSignIn onSignedIn={signedIn} onTicket={onTicket} />
      </AuthFrame>
    );
  }
  if (step === "factor" && ticket) {
    const prove = async (shown: Shown) => {
      if (shown.method === "password") return;
      try {
        await people.secondFactor(ticket.ticket, shown, thisDevice());
      } catch (error) {
        // Too late: begin again, with the reason above the form.
        if (codeOf(error).startsWith("ticket_")) {
          await navigate({
            search: { ...(next ? { next } : {}), problem: codeOf(error) },
            replace: true,
          });
        }
        throw error;
      }
      await signedIn();
    };
    return (
      <AuthFrame isStep title={t("auth.factor.title")} foot={back}>
        <ProofForm
          methods={ticket.methods}
          askOptions={() => people.secondFactorOptions(ticket.ticket)}
          onProof={prove}
        />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      title={t("auth.signIn.title")}
      lead={next ? t("auth.needed") : t("auth.signIn.lead")}
      foot={
        <>
          {t("auth.signIn.none")}{" "}
          <Link to="/register" search={next ? { next } : {}} className={TEXT_LINK}>
            {t("app.register")}
          </Link>
        </>
      }
    >
      <SignInForm next={next} problem={search.problem} onSignedIn={signedIn} onTicket={onTicket} />
    </AuthFrame>
  );
}
