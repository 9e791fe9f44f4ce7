import type { ReactNode } from "react";

/** A quiet card in the middle of the room. */
export function AuthFrame({
  title,
  lead,
  children,
  foot,
}: {
  title: string;
  lead: string;
  children: ReactNode;
  foot: ReactNode;
}) {
  return (
    <div className="relative flex min-h-[calc(100dvh-4rem)] items-start justify-center px-4 pt-[8vh] pb-16">
      <div
        aria-hidden="true"
        className="absolute inset-x-0 -top-16 h-[70vh] bg-[radial-gradient(60%_80%_at_50%_0%,color-mix(in_oklab,var(--accent)_16%,transparent),transparent)]"
      />
      <div className="relative w-full max-w-md animate-rise rounded-2xl border border-line bg-surface-1 p-7 shadow-card sm:p-9">
        <h1 className="tight text-xl font-extrabold">{title}</h1>
        <p className="mt-2 text-ink-2">{lead}</p>
        <div className="mt-7">{children}</div>
        <p className="mt-7 border-t border-line pt-5 text-sm text-ink-2">{foot}</p>
      </div>
    </div>
  );
}
