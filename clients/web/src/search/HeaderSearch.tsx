import { useI18n } from "@streamverse/i18n";
import { IconButton } from "@streamverse/ui";
import { useEffect, useRef } from "react";
import { SearchBox } from "./SearchBox.tsx";

/** The search box over the header, from wherever one is; the focus goes back where it was. */
export function HeaderSearch({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return isOpen ? <Box onClose={onClose} /> : null;
}

function Box({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const before = useRef(document.activeElement);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const leave = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) onClose();
    };
    window.addEventListener("pointerdown", leave);
    return () => window.removeEventListener("pointerdown", leave);
  }, [onClose]);
  const back = () => {
    onClose();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <div
      ref={box}
      className="edge fixed inset-x-0 top-0 z-40 flex h-16 animate-fade items-center justify-center gap-2 border-b border-line bg-surface-0"
    >
      <div className="w-full max-w-2xl">
        <SearchBox isFocused onGone={onClose} onEscape={back} />
      </div>
      <IconButton icon="close" label={t("app.close")} onClick={back} />
    </div>
  );
}
