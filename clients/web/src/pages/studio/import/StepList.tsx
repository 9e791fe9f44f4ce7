import { useI18n } from "@streamverse/i18n";
import { cx, Icon } from "@streamverse/ui";

const STEPS = ["file", "columns", "check", "import"] as const;
export type Step = (typeof STEPS)[number];

/** How far one is: four words, the ones behind us ticked. */
export function StepList({ step, isOver = false }: { step: Step; isOver?: boolean }) {
  const { t } = useI18n();
  const at = STEPS.indexOf(step);
  return (
    <ol aria-label={t("import.steps")} className="mb-6 flex flex-wrap items-center gap-x-2 gap-y-1">
      {STEPS.map((each, index) => {
        const isDone = index < at || (index === at && isOver);
        return (
          <li
            key={each}
            aria-current={index === at ? "step" : undefined}
            className={cx(
              "flex items-center gap-2 text-sm font-semibold",
              index === at ? "text-ink-1" : "text-ink-3",
            )}
          >
            <span
              aria-hidden="true"
              className={cx(
                "flex size-7 items-center justify-center rounded-full text-xs",
                index === at && !isDone && "bg-accent text-accent-ink",
                isDone && "bg-surface-3 text-success",
                index > at && "border border-line",
              )}
            >
              {isDone ? <Icon name="check" className="size-4" /> : index + 1}
            </span>
            {t(`import.step.${each}`)}
            {index < STEPS.length - 1 && (
              <span aria-hidden="true" className="ms-1 h-px w-4 bg-line sm:w-10" />
            )}
          </li>
        );
      })}
    </ol>
  );
}
