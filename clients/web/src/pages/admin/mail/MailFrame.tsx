import { type Key, useI18n } from "@streamverse/i18n";
import { Button, cx, Notice } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useTabName } from "../../../words.ts";
import { roadQuery } from "./mail.ts";
import { TestDialog } from "./TestDialog.tsx";

const HERE = "border-accent text-ink-1";
const OTHER = "border-transparent text-ink-2 hover:text-ink-1";

/** Mail: how it leaves, what was sent, and what the letters look like. */
export function MailFrame() {
  const { t } = useI18n();
  const { data: road } = useQuery(roadQuery);
  const isGallery = useLocation({
    select: ({ pathname }) => pathname.startsWith("/admin/mail/letters"),
  });
  const [isTesting, setTesting] = useState(false);
  useTabName(t("adminMail.title"));
  const words =
    road && t(`adminMail.road.${road.kind}` as Key, { server: road.server, sender: road.sender });
  const tab =
    "-mb-px inline-flex min-h-11 items-center border-b-2 px-1 text-sm font-semibold transition-colors duration-150";
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 className="tight text-xl font-extrabold">{t("adminMail.title")}</h1>
          {road?.kind !== "none" && (
            <p className="mt-1 min-h-6 text-sm break-words text-ink-2">{words}</p>
          )}
        </div>
        <Button icon="mail" onClick={() => setTesting(true)}>
          {t("adminMail.test")}
        </Button>
      </div>
      {road?.kind === "none" && (
        <Notice kind="warning" className="mt-4">
          {words}
        </Notice>
      )}
      <nav aria-label={t("adminMail.parts")} className="mt-5 mb-6 flex gap-6 border-b border-line">
        <Link
          to="/admin/mail"
          aria-current={isGallery ? undefined : "page"}
          className={cx(tab, isGallery ? OTHER : HERE)}
        >
          {t("adminMail.messages")}
        </Link>
        <Link
          to="/admin/mail/letters"
          aria-current={isGallery ? "page" : undefined}
          className={cx(tab, isGallery ? HERE : OTHER)}
        >
          {t("adminMail.letters")}
        </Link>
      </nav>
      <Outlet />
      {isTesting && <TestDialog onClose={() => setTesting(false)} />}
    </>
  );
}
