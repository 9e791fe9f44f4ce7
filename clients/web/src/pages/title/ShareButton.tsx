import { useI18n } from "@streamverse/i18n";
import { Button, useToast } from "@streamverse/ui";

/** Tell somebody: by whatever this device shares with, else the address is copied. */
export function ShareButton({ name }: { name: string }) {
  const { t } = useI18n();
  const say = useToast();
  const share = async () => {
    const url = location.origin + location.pathname;
    if (typeof navigator.share === "function") {
      await navigator.share({ title: name, url }).catch(() => undefined);
      return;
    }
    try {
      await navigator.clipboard.writeText(url);
      say(t("share.copied"));
    } catch {
      say(url);
    }
  };
  return (
    <Button size="lg" icon="share" onClick={() => void share()}>
      {t("share.name")}
    </Button>
  );
}
