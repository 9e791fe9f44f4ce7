import { useI18n } from "@streamverse/i18n";
import { Button, Dialog } from "@streamverse/ui";
import { type FormEvent, useId, useState } from "react";
import { ZonedField } from "./ZonedField.tsx";

export interface Schedule {
  readonly publish_at: string;
  readonly expire_at: string | null;
}

/** When to publish, and when to take it away again. */
export function ScheduleDialog({
  count,
  onClose,
  onSchedule,
}: {
  count: number;
  onClose: () => void;
  onSchedule: (wish: Schedule) => void;
}) {
  const { t } = useI18n();
  const id = useId();
  const [from, setFrom] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [isTold, setTold] = useState(false);
  const problem = scheduleProblem(from, until);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (from && !problem) onSchedule({ publish_at: from, expire_at: until });
  };
  return (
    <Dialog
      title={t("studio.schedule.title", { count })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" icon="clock">
            {t("studio.bulk.schedule")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <ZonedField
          label={t("studio.publishAt")}
          value={from}
          onChange={setFrom}
          isRequired
          problem={isTold && problem === "past" ? t("studio.schedule.past") : undefined}
        />
        <ZonedField
          label={t("studio.expireAt")}
          value={until}
          onChange={setUntil}
          problem={isTold && problem === "order" ? t("studio.schedule.order") : undefined}
        />
      </form>
    </Dialog>
  );
}

/** Why a schedule makes no sense. */
export function scheduleProblem(
  from: string | null,
  until: string | null,
): "past" | "order" | null {
  if (from && Date.parse(from) <= Date.now()) return "past";
  if (from && until && Date.parse(until) <= Date.parse(from)) return "order";
  return null;
}
