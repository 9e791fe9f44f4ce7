import { type ReactNode, useEffect, useRef } from "react";

/**
 * A quiet card in the middle of the room. A later step of it takes the focus: its own field, when it
 * has one that asks for it, or else its heading.
 */
export function AuthFrame({
  title,
  lead,
  children,
  foot,
  isStep = false,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  foot?: ReactNode;
  isStep?: boolean;
}) {
  const card = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const hasFocus = card.current?.contains(document.activeElement) ?? false;
    if (isStep && title && !hasFocus) heading.current?.focus();
  }, [isStep, title]);
  return (
    <div className="relative flex min-h-[calc(100dvh-4rem)] items-start justify-center px-4 pt-[7vh] pb-16 max-sm:pt-4">
      <div
        aria-hidden="true"
        className="absolute inset-x-0 -top-16 h-[70vh] bg-[radial-gradient(60%_80%_at_50%_0%,color-mix(in_oklab,var(--accent)_16%,transparent),transparent)]"
      />
      <div
        ref={card}
        className="relative w-full max-w-md animate-rise rounded-2xl border border-line bg-surface-1 p-6 shadow-card sm:p-9"
      >
        <h1 ref={heading} tabIndex={-1} className="tight text-xl font-extrabold outline-none">
          {title}
        </h1>
        {lead && <p className="mt-2 text-ink-2">{lead}</p>}
        {children && <div className="mt-7">{children}</div>}
        {foot && <p className="mt-7 border-t border-line pt-5 text-sm text-ink-2">{foot}</p>}
      </div>
    </div>
  );
}

export const TEXT_LINK =
  "font-semibold text-accent-text underline-offset-4 hover:underline focus-visible:underline";
