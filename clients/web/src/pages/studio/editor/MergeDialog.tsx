import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, Radio } from "@streamverse/ui";
import { useState } from "react";
import { useDesk, useDeskView } from "./context.ts";
import type { Field } from "./document.ts";
import type { Side } from "./draft.ts";
import { valueWords } from "./valueWords.ts";

/** Somebody else changed the same fields: theirs or mine, for each of them. */
export function MergeDialog() {
  const i18n = useI18n();
  const { t } = i18n;
  const desk = useDesk();
  const { clashes } = useDeskView().draft;
  const [sides, setSides] = useState<Partial<Record<Field, Side>>>({});
  const [isLater, setLater] = useState(false);
  if (clashes.length === 0) return null;
  if (isLater) {
    return (
      <div className="sticky top-18 z-20 mb-4 flex flex-wrap items-center justify-between gap-3 rounded-xl border border-warning bg-surface-2 px-4 py-2 text-sm">
        <span>{t("studio.merge.waiting")}</span>
        <Button size="sm" look="accent" onClick={() => setLater(false)}>
          {t("studio.merge.open")}
        </Button>
      </div>
    );
  }
  const all = (side: Side) =>
    setSides(Object.fromEntries(clashes.map(({ field }) => [field, side])));
  return (
    <Dialog
      title={t("studio.merge.title")}
      onClose={() => setLater(true)}
      actions={
        <>
          <Button onClick={() => all("theirs")}>{t("studio.merge.allTheirs")}</Button>
          <Button onClick={() => all("mine")}>{t("studio.merge.allMine")}</Button>
          <Button
            look="accent"
            disabled={clashes.some(({ field }) => !sides[field])}
            onClick={() => {
              desk.decide(sides);
              void desk.save();
            }}
          >
            {t("studio.merge.done")}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-sm">{t("studio.merge.lead")}</p>
      <div className="grid gap-5">
        {clashes.map(({ field, mine, theirs }) => (
          <fieldset key={field} className="grid gap-2">
            <legend className="mb-2 text-sm font-semibold text-ink-1">
              {t(`studio.field.${field}`)}
            </legend>
            {(["theirs", "mine"] as const).map((side) => (
              <Radio
                key={side}
                name={field}
                checked={sides[field] === side}
                onChange={() => setSides((before) => ({ ...before, [field]: side }))}
                label={t(`studio.merge.${side}`)}
                hint={valueWords(side === "mine" ? mine : theirs, i18n)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Dialog>
  );
}
