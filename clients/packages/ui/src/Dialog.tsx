import { useI18n } from "@streamverse/i18n";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./Button.tsx";

const TO_FILL_IN = "input:not([type=file], [hidden]), select, textarea";

/** The browser's own modal dialog: it keeps the focus inside and gives it back afterwards. */
export function Dialog({
  title,
  onClose,
  children,
  actions,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
}) {
  const { t } = useI18n();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    // What is to be filled in comes first; the browser would begin with the closing button.
    element.querySelector<HTMLElement>(TO_FILL_IN)?.focus();
    return () => element.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, by the browser's own doing
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="m-auto w-[min(32rem,calc(100vw-2rem))] animate-rise rounded-2xl border border-line bg-surface-1 p-0 text-ink-1 shadow-card backdrop:bg-black/70"
    >
      <div className="grid gap-4 p-6">
        <header className="flex items-start justify-between gap-4">
          <h2 id={id} className="tight text-lg font-bold">
            {title}
          </h2>
          <IconButton
            icon="close"
            label={t("app.close")}
            onClick={onClose}
            className="-me-2 -mt-2"
          />
        </header>
        <div className="text-ink-2">{children}</div>
        {actions && <footer className="flex flex-wrap justify-end gap-3 pt-2">{actions}</footer>}
      </div>
    </dialog>
  );
}
