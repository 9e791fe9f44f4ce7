import { useI18n } from "@streamverse/i18n";
import { cx, Icon } from "@streamverse/ui";
import { type RefObject, useId } from "react";
import { afterKey, PIN_LENGTH } from "./pin.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "Backspace"] as const;

/** Four digits: typed, pasted, or pressed on a pad that a remote control reaches, too. */
export function PinPad({
  label,
  pin,
  onPin,
  isOff = false,
  isWrong = false,
  noteId,
  field,
}: {
  label: string;
  pin: string;
  onPin: (pin: string) => void;
  isOff?: boolean;
  isWrong?: boolean;
  noteId?: string;
  field: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useI18n();
  const id = useId();
  return (
    <div className="grid justify-items-center gap-5">
      <div className="relative">
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <input
          ref={field}
          id={id}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          data-1p-ignore=""
          data-lpignore="true"
          maxLength={PIN_LENGTH * 2}
          value={pin}
          readOnly={isOff}
          aria-invalid={isWrong || undefined}
          aria-describedby={noteId}
          onChange={(event) => onPin(afterKey("", event.target.value))}
          className="peer absolute inset-0 size-full cursor-text opacity-0"
        />
        <div
          aria-hidden="true"
          className={cx(
            "flex gap-3 rounded-xl p-1 peer-focus-visible:outline-3 peer-focus-visible:outline-offset-3 peer-focus-visible:outline-accent",
            isOff && "opacity-55",
          )}
        >
          {Array.from({ length: PIN_LENGTH }, (_, at) => at).map((at) => (
            <span
              key={at}
              className={cx(
                "flex size-14 items-center justify-center rounded-xl border bg-surface-1 transition-colors duration-150",
                isWrong
                  ? "border-danger"
                  : at === pin.length
                    ? "border-ink-1"
                    : "border-line-strong",
              )}
            >
              {at < pin.length && <span className="size-3.5 rounded-full bg-ink-1" />}
            </span>
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a pad of keys is not a set of form fields */}
      <div role="group" aria-label={t("pin.pad")} className="grid grid-cols-3 gap-2.5">
        {KEYS.map((key) =>
          key === "" ? (
            <span key="gap" />
          ) : (
            <button
              key={key}
              type="button"
              disabled={isOff}
              aria-label={key === "Backspace" ? t("pin.erase") : key}
              onClick={() => onPin(afterKey(pin, key))}
              className="tabular flex size-15 items-center justify-center rounded-full bg-surface-2 text-lg font-semibold transition-colors duration-150 hover:bg-surface-3 focus-visible:rounded-full disabled:opacity-55"
            >
              {key === "Backspace" ? <Icon name="erase" /> : key}
            </button>
          ),
        )}
      </div>
    </div>
  );
}
