import type { TitleDocument } from "@streamverse/api";
import { createContext, useContext, useState, useSyncExternalStore } from "react";
import { shown } from "./draft.ts";
import type { DeskView, TitleDesk } from "./TitleDesk.ts";

const Context = createContext<TitleDesk | null>(null);
export const DeskProvider = Context.Provider;

export function useDesk(): TitleDesk {
  const desk = useContext(Context);
  if (!desk) throw new Error("useDesk needs a DeskProvider above it");
  return desk;
}

export function useDeskView(): DeskView {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, desk.view, desk.view);
}

export interface FieldState<F extends keyof TitleDocument> {
  readonly value: TitleDocument[F];
  readonly set: (value: TitleDocument[F]) => void;
  /** Why the service would not take it. */
  readonly problem: string | undefined;
}

/** One field of the title: what it is now, and how to change it. */
export function useField<F extends keyof TitleDocument>(field: F): FieldState<F> {
  const desk = useDesk();
  const { draft } = useDeskView();
  return {
    value: shown(draft)[field],
    set: (value) => desk.edit({ [field]: value }),
    problem: draft.refused[field],
  };
}

const tidy = (text: string) => text.trim().replace(/\s+/g, " ");

/**
 * What somebody is typing into a text: the service tidies spaces away, and they must not vanish
 * under the fingers.
 */
export function useTyping(value: string, onChange: (text: string) => void) {
  const [own, setOwn] = useState<string | null>(null);
  return {
    value: own !== null && tidy(own) === tidy(value) ? own : value,
    onChange: (event: { target: { value: string } }) => {
      setOwn(event.target.value);
      onChange(event.target.value);
    },
    onBlur: () => setOwn(null),
  };
}
