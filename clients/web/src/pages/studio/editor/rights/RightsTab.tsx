import { studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { wordsFor } from "../../../../words.ts";
import { Panel, Toggle } from "../../parts.tsx";
import { Tester } from "../../rights/Tester.tsx";
import { RangeBar, Timeline } from "../../rights/Timeline.tsx";
import { useRange } from "../../rights/useRange.ts";
import { useWindows, wishOf } from "../../rights/useWindows.ts";
import { newWindow, WindowDialog } from "../../rights/WindowDialog.tsx";
import { WindowTable } from "../../rights/WindowTable.tsx";
import { useDesk, useDeskView, useField } from "../context.ts";

/** Where and when this title is offered, and for what. */
export function RightsTab() {
  const i18n = useI18n();
  const { t } = i18n;
  const desk = useDesk();
  const { title } = useDeskView();
  const { value: name } = useField("name");
  const [isTable, setTable] = useState(false);
  const { range, span, setSpan, by } = useRange("quarter");
  const windows = useWindows(() => void desk.refresh());
  const { data, error } = useQuery({
    queryKey: ["studio", "rights", title.id],
    queryFn: async () => (await studio.windows(title.id)).items,
    staleTime: 0,
  });
  const { opened } = windows;
  return (
    <div className="grid gap-6">
      <Panel
        title={t("studio.rights.title")}
        lead={t("studio.rights.lead")}
        action={
          <span className="flex flex-wrap gap-2">
            <Toggle isOn={isTable} onChange={setTable}>
              {t("studio.rights.table")}
            </Toggle>
            <Button
              size="sm"
              look="accent"
              icon="plus"
              className="min-h-10!"
              onClick={() => windows.open({ titleId: title.id, window: null })}
            >
              {t("studio.rights.new")}
            </Button>
          </span>
        }
      >
        {error && <p className="text-sm text-danger">{wordsFor(error, i18n)}</p>}
        {!data && !error && <Skeleton className="h-40" />}
        {data?.length === 0 && <p className="text-sm text-ink-3">{t("studio.rights.none")}</p>}
        {data && data.length > 0 && !isTable && (
          <div className="grid gap-3">
            <RangeBar range={range} span={span} onSpan={setSpan} onBy={by} />
            <Timeline
              label={t("studio.rights.calendar")}
              rows={[{ id: title.id, name, windows: data }]}
              range={range}
              span={span}
              onOpen={(window) => windows.open({ titleId: title.id, window })}
            />
          </div>
        )}
        {data && data.length > 0 && isTable && (
          <WindowTable
            label={t("studio.rights.title")}
            lines={data.map((window) => ({ window, rowId: title.id }))}
            onOpen={(window) => windows.open({ titleId: title.id, window })}
          />
        )}
      </Panel>
      <Panel title={t("studio.tester.title")} lead={t("studio.tester.lead")}>
        <Tester titleId={title.id} />
      </Panel>
      {opened && (
        <WindowDialog
          window={opened.window ? wishOf(opened.window) : newWindow()}
          isNew={opened.window === null}
          isBusy={windows.save.isPending}
          error={windows.save.error ?? windows.remove.error}
          onSave={(wish) => windows.save.mutate({ at: opened, wish })}
          onRemove={() => windows.remove.mutate(opened)}
          onClose={() => windows.open(null)}
        />
      )}
    </div>
  );
}
