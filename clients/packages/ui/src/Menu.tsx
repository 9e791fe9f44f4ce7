import * as Radix from "@radix-ui/react-dropdown-menu";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

const ITEM =
  "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 text-sm text-ink-1 outline-none " +
  "data-highlighted:bg-surface-3 data-highlighted:outline-2 data-highlighted:-outline-offset-2 " +
  "data-highlighted:outline-accent data-disabled:opacity-50";

const PANEL =
  "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 overflow-y-auto rounded-xl " +
  "border border-line bg-surface-2 p-1.5 text-ink-1 shadow-card animate-fade";

export interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  label: string;
  /** Where to draw it; a full-screen player must contain its own menus. */
  container?: HTMLElement | null;
  side?: "top" | "bottom";
  className?: string;
  isOpenAtFirst?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A menu behind a button. Not modal: the page keeps its scroll bar and needs no inline style. */
export function Menu({
  trigger,
  children,
  label,
  container,
  side = "bottom",
  className,
  isOpenAtFirst = false,
  onOpenChange,
}: MenuProps) {
  return (
    <Radix.Root
      modal={false}
      defaultOpen={isOpenAtFirst}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={container ?? null}>
        <Radix.Content
          aria-label={label}
          side={side}
          align="end"
          sideOffset={side === "top" ? 44 : 10}
          collisionPadding={12}
          className={cx(PANEL, className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({ children, onSelect }: { children: ReactNode; onSelect?: () => void }) {
  return (
    <Radix.Item className={ITEM} {...(onSelect ? { onSelect } : {})}>
      {children}
    </Radix.Item>
  );
}

/** A menu item that is a link: the router's `Link` goes inside. */
export function MenuLink({ children }: { children: ReactNode }) {
  return (
    <Radix.Item asChild className={ITEM}>
      {children}
    </Radix.Item>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-3 pt-2 pb-1 text-xs font-semibold text-ink-3">
      {children}
    </Radix.Label>
  );
}

export function MenuLine() {
  return <Radix.Separator className="my-1.5 h-px bg-line" />;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

/** One of several. Stays open when `isSticky`, so that the effect can be seen first. */
export function MenuChoices({
  value,
  choices,
  onChoose,
}: {
  value: string;
  choices: readonly Choice[];
  onChoose: (value: string) => void;
}) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChoose}>
      {choices.map((choice) => (
        <Radix.RadioItem key={choice.value} value={choice.value} className={ITEM}>
          <span className="size-5">
            <Radix.ItemIndicator>
              <Icon name="check" className="size-5 text-accent-text" />
            </Radix.ItemIndicator>
          </span>
          <span className="flex-1">{choice.label}</span>
          {choice.note && <span className="text-xs text-ink-3">{choice.note}</span>}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
