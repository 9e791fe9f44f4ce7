/** A lens and its beam. The beam takes the operator's accent. */
export function Logo() {
  return (
    <span className="flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8">
        <path d="M7 16 29 5.5v21Z" className="fill-accent" />
        <circle cx="8" cy="16" r="5" className="fill-surface-0 stroke-accent" strokeWidth="3" />
      </svg>
      <span className="tight text-lg font-bold max-[26rem]:sr-only">StreamVerse</span>
    </span>
  );
}
