import type { EpisodeWish } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { type FormEvent, useState } from "react";

export function AddEpisode({ onAdd }: { onAdd: (wish: EpisodeWish) => Promise<boolean> }) {
  const { t } = useI18n();
  const [name, setName] = useState("");
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    setBusy(true);
    if (await onAdd({ name: name.trim() })) setName("");
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-3 flex gap-2">
      <input
        aria-label={t("studio.episode.new")}
        placeholder={t("studio.episode.new")}
        value={name}
        maxLength={200}
        dir="auto"
        onChange={(event) => setName(event.target.value)}
        className="h-10 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface-1 px-3 text-sm placeholder:text-ink-3"
      />
      <Button type="submit" size="sm" icon="plus" isBusy={isBusy} disabled={!name.trim()}>
        {t("studio.episode.add")}
      </Button>
    </form>
  );
}
