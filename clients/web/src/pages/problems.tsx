import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, EmptyState, ErrorState } from "@streamverse/ui";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { detailOf, useTabName } from "../words.ts";

/** Nothing lives at this address. */
export function NotFoundPage() {
  const { t } = useI18n();
  useTabName(t("error.notFound.title"));
  return (
    <div className="flex min-h-[70dvh] items-center">
      <EmptyState title={t("error.notFound.title")} body={t("error.notFound.body")}>
        <Link to="/" className={buttonClass("accent")}>
          {t("error.notFound.action")}
        </Link>
      </EmptyState>
    </div>
  );
}

/** A fault of ours that nothing else caught. */
export function CrashPage({ error }: ErrorComponentProps) {
  const { t } = useI18n();
  return (
    <div className="flex min-h-[70dvh] items-center">
      <ErrorState
        title={t("error.crash.title")}
        body={t("error.crash.body")}
        detail={detailOf(error)}
      >
        <Button look="accent" icon="retry" onClick={() => location.reload()}>
          {t("error.crash.action")}
        </Button>
      </ErrorState>
    </div>
  );
}
