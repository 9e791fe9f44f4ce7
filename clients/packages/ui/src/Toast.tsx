import { useI18n } from "@streamverse/i18n";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { Button, IconButton } from "./Button.tsx";

export interface ToastOptions {
  /** Offered for as long as the toast stays. */
  onUndo?: () => void;
  /** Called once, when the time for an undo is over or the page goes away. */
  onSettled?: () => void;
  isProblem?: boolean;
}

interface Toast extends ToastOptions {
  readonly id: number;
  readonly text: string;
}

const STAYS_MS = 6_000;
const AT_ONCE = 3;
const Context = createContext<((text: string, options?: ToastOptions) => void) | null>(null);

/** Short messages at the bottom: what was done, and a way back. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const shown = useRef<readonly Toast[]>([]);
  const count = useRef(0);
  const show = useCallback((next: readonly Toast[]) => {
    shown.current = next;
    setToasts(next);
  }, []);
  const say = useCallback(
    (text: string, options: ToastOptions = {}) => {
      count.current += 1;
      const toast = { ...options, text, id: count.current };
      const kept = shown.current.slice(-(AT_ONCE - 1));
      // What a newer toast pushes out can no longer be undone.
      for (const old of shown.current) if (!kept.includes(old)) old.onSettled?.();
      show([...kept, toast]);
    },
    [show],
  );
  const drop = useCallback(
    (id: number) => show(shown.current.filter((toast) => toast.id !== id)),
    [show],
  );
  return (
    <Context value={say}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onGone={drop} />
        ))}
      </div>
    </Context>
  );
}

function ToastCard({ toast, onGone }: { toast: Toast; onGone: (id: number) => void }) {
  const { t } = useI18n();
  const isOver = useRef(false);
  const settle = useCallback(() => {
    if (isOver.current) return;
    isOver.current = true;
    toast.onSettled?.();
    onGone(toast.id);
  }, [toast, onGone]);

  useEffect(() => {
    const timer = setTimeout(settle, STAYS_MS);
    window.addEventListener("pagehide", settle);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", settle);
    };
  }, [settle]);

  return (
    <div className="pointer-events-auto flex min-h-13 max-w-lg animate-rise items-center gap-3 rounded-xl border border-line bg-surface-2 py-1.5 ps-5 pe-2 text-sm text-ink-1 shadow-card">
      <span className={toast.isProblem ? "text-danger" : undefined}>{toast.text}</span>
      {toast.onUndo && (
        <Button
          look="quiet"
          size="sm"
          className="text-accent-text"
          onClick={() => {
            isOver.current = true;
            toast.onUndo?.();
            onGone(toast.id);
          }}
        >
          {t("app.undo")}
        </Button>
      )}
      <IconButton icon="close" label={t("app.close")} onClick={settle} className="size-9" />
    </div>
  );
}

/** Say something at the bottom of the page. */
export function useToast(): (text: string, options?: ToastOptions) => void {
  const say = useContext(Context);
  if (!say) throw new Error("useToast needs a ToastProvider above it");
  return say;
}
