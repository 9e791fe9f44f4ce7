import { useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { useEffect, useState } from "react";

const SAYS_SO_MS = 2_000;

/** Put a text on the clipboard, and say so. */
export function CopyButton({ text, className }: { text: string; className?: string }) {
  const { t } = useI18n();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAYS_SO_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      look="quiet"
      size="sm"
      icon={isCopied ? "check" : "copy"}
      className={className}
      onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
    >
      <span aria-live="polite">{t(isCopied ? "app.copied" : "app.copy")}</span>
    </Button>
  );
}
