import { useI18n } from "@streamverse/i18n";
import { Icon } from "@streamverse/ui";
import type { ReactNode } from "react";
import { AuthFrame } from "./AuthFrame.tsx";

/** A letter is on its way. */
export function MailSent({
  title,
  body,
  action,
}: {
  title: string;
  body: string;
  action?: ReactNode;
}) {
  const { t } = useI18n();
  return (
    <AuthFrame isStep title={title} lead={body}>
      <div className="grid gap-6">
        <p className="flex items-start gap-3 rounded-xl bg-surface-2 p-4 text-sm text-ink-2">
          <Icon name="mail" className="size-5 text-accent-text" />
          {t("auth.mail.hint")}
        </p>
        {action}
      </div>
    </AuthFrame>
  );
}
