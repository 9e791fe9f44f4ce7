import { useI18n } from "@streamverse/i18n";
import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Icon, type IconName } from "./Icon.tsx";

/** What a list is for when nothing is in it yet, and the first step. */
export function EmptyState({
  icon = "film",
  title,
  body,
  children,
}: {
  icon?: IconName;
  title: string;
  body: string;
  children?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md animate-fade flex-col items-center gap-4 px-6 py-20 text-center">
      <span className="flex size-16 items-center justify-center rounded-full bg-surface-2 text-accent-text">
        <Icon name={icon} className="size-8" />
      </span>
      <h2 className="tight text-lg font-bold">{title}</h2>
      <p className="text-ink-2">{body}</p>
      {children}
    </div>
  );
}

/** What happened, what it means, what to do; the technical words one click away. */
export function ErrorState({
  title,
  body,
  detail,
  onRetry,
  children,
}: {
  title?: string;
  body: string;
  detail?: string | undefined;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const { t } = useI18n();
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-md animate-fade flex-col items-center gap-4 px-6 py-20 text-center"
    >
      <span className="flex size-16 items-center justify-center rounded-full bg-surface-2 text-warning">
        <Icon name="warning" className="size-8" />
      </span>
      <h2 className="tight text-lg font-bold">{title ?? t("error.title")}</h2>
      <p className="text-ink-2">{body}</p>
      {onRetry && (
        <Button look="accent" icon="retry" onClick={onRetry}>
          {t("app.retry")}
        </Button>
      )}
      {children}
      {detail && (
        <details className="text-xs text-ink-3">
          <summary className="cursor-pointer">{t("app.details")}</summary>
          <code className="mt-2 block break-words">{detail}</code>
        </details>
      )}
    </div>
  );
}
