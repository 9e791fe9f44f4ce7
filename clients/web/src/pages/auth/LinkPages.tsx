import { mailedExport, people } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, buttonClass } from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Refusal } from "../../people/Refusal.tsx";
import { useWait } from "../../people/wait.ts";
import { meQuery } from "../../queries.ts";
import { useTabName } from "../../words.ts";
import { AuthFrame } from "./AuthFrame.tsx";
import { LinkPage, type LinkWords } from "./LinkPage.tsx";

function wordsOf(name: "verify" | "confirm" | "undo" | "unlock" | "keep"): LinkWords {
  return {
    ask: `link.${name}.ask` as Key,
    lead: `link.${name}.lead` as Key,
    action: `link.${name}.action` as Key,
    done: `link.${name}.done` as Key,
    doneLead: `link.${name}.doneLead` as Key,
  };
}

/** Signed in: home. Not yet: the way in. */
function Onward() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  return me ? (
    <Link to="/" className={buttonClass("accent", "lg")}>
      {t("link.home")}
    </Link>
  ) : (
    <Link to="/login" className={buttonClass("accent", "lg")}>
      {t("app.signIn")}
    </Link>
  );
}

/** /verify: the address belongs to them, or, with `change`, the new one does. */
export function VerifyPage() {
  const { token, change } = useSearch({ from: "/shell/verify" });
  return (
    <LinkPage
      token={token}
      words={wordsOf(change ? "confirm" : "verify")}
      act={change ? people.confirmEmail : people.verify}
      isAtOnce
      after={() => <Onward />}
      refused={<AskAgain />}
    />
  );
}

function AskAgain() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const again = useMutation({ mutationFn: people.askForVerification });
  const wait = useWait(again.error);
  if (!me || me.is_email_verified) return <Onward />;
  return (
    <div className="grid gap-4">
      <Button
        look="accent"
        size="lg"
        icon="mail"
        isBusy={again.isPending}
        disabled={again.isSuccess || wait > 0}
        onClick={() => again.mutate()}
      >
        {t(again.isSuccess ? "banner.verify.sent" : "banner.verify.again")}
      </Button>
      <Refusal error={again.error} wait={wait} />
    </div>
  );
}

/** /account/undo-email: "that was not me" in the mail to the old address. */
export function UndoEmailPage() {
  const { token } = useSearch({ from: "/shell/account/undo-email" });
  return (
    <LinkPage
      token={token}
      words={wordsOf("undo")}
      act={people.undoEmail}
      after={() => <ResetLink />}
    />
  );
}

function ResetLink() {
  const { t } = useI18n();
  return (
    <Link to="/reset" className={buttonClass("accent", "lg")}>
      {t("link.undo.reset")}
    </Link>
  );
}

/** /unlock: after too many wrong passwords. */
export function UnlockPage() {
  const { token } = useSearch({ from: "/shell/unlock" });
  return (
    <LinkPage
      token={token}
      words={wordsOf("unlock")}
      act={people.unlock}
      after={() => <Onward />}
      refused={<ResetLink />}
    />
  );
}

/** /account/keep: the account stays after all. */
export function KeepAccountPage() {
  const { token } = useSearch({ from: "/shell/account/keep" });
  return (
    <LinkPage
      token={token}
      words={wordsOf("keep")}
      act={people.cancelErasureByLink}
      after={() => <Onward />}
    />
  );
}

/** /account/export: the copy of everything, from the mail. */
export function ExportPage() {
  const { t } = useI18n();
  const { token } = useSearch({ from: "/shell/account/export" });
  useTabName(t("link.export.title"));
  return (
    <AuthFrame title={t("link.export.title")} lead={t("link.export.lead")}>
      {token ? (
        <a href={mailedExport(token)} download className={`${buttonClass("accent", "lg")} w-full`}>
          {t("link.export.action")}
        </a>
      ) : (
        <Refusal error={null} words={t("problem.link_invalid")} />
      )}
    </AuthFrame>
  );
}
