import type { Asset, AssetStep } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { cx, Icon, Progress, Spinner } from "@streamverse/ui";

/** Why it isn't ready yet: every step, how far it is, how long it takes. */
export function Steps({ asset }: { asset: Asset }) {
  const { t } = useI18n();
  return (
    <section className="mt-6">
      <h2 className="mb-1 text-xs font-semibold text-ink-3">
        {t(asset.state === "ready" ? "asset.steps" : "asset.why")}
      </h2>
      <ol>
        {asset.steps.map((step) => (
          <StepRow key={step.name} step={step} />
        ))}
      </ol>
    </section>
  );
}

function StepRow({ step }: { step: AssetStep }) {
  const { t, percent, duration } = useI18n();
  const isRunning = step.state === "running";
  const left =
    step.eta_seconds === null ? "" : t("asset.step.left", { time: duration(step.eta_seconds) });
  return (
    <li className="flex gap-3.5 border-b border-line/60 py-3 last:border-0">
      <Mark state={step.state} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className={cx("text-sm font-semibold", step.state === "waiting" && "text-ink-3")}>
            {step.label}
          </span>
          <span className="tabular text-xs text-ink-3">
            {isRunning
              ? [percent(step.progress), left].filter(Boolean).join(" · ")
              : t(`asset.step.${step.state}` as Key)}
          </span>
        </div>
        {isRunning && <Progress value={step.progress} label={step.label} className="mt-2" />}
        {step.problem && (
          <p className="mt-1 text-sm break-words text-danger">{step.problem.detail}</p>
        )}
      </div>
    </li>
  );
}

function Mark({ state }: { state: AssetStep["state"] }) {
  if (state === "running") return <Spinner className="mt-0.5 shrink-0 text-accent-text" />;
  if (state === "done") return <Icon name="check" className="mt-0.5 size-5 text-success" />;
  if (state === "failed") return <Icon name="warning" className="mt-0.5 size-5 text-danger" />;
  return <span className="m-[0.4375rem] mt-2 size-1.5 rounded-full bg-ink-3" />;
}
