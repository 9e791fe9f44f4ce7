import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type NoticeKind = "info" | "success" | "warning" | "danger";

const KINDS: Record<NoticeKind, { icon: IconName; ink: string }> = {
  info: { icon: "info", ink: "text-ink-2" },
  success: { icon: "check", ink: "text-success" },
  warning: { icon: "warning", ink: "text-warning" },
  danger: { icon: "warning", ink: "text-danger" },
};

/** A few words in the flow of the page; what went wrong is read out at once. */
export function Notice({
  kind = "info",
  children,
  actions,
  className,
}: {
  kind?: NoticeKind;
  children: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  const { icon, ink } = KINDS[kind];
  return (
    <div
      role={kind === "danger" ? "alert" : "status"}
      className={cx(
        "flex animate-fade flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface-2 px-4 py-3 text-sm",
        className,
      )}
    >
      <span className="flex min-w-0 flex-1 basis-56 items-start gap-3">
        <Icon name={icon} className={cx("mt-px size-5", ink)} />
        <span className={cx("min-w-0", kind === "danger" ? "text-danger" : "text-ink-1")}>
          {children}
        </span>
      </span>
      {actions}
    </div>
  );
}
