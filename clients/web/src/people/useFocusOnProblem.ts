import { type RefObject, useEffect } from "react";

/** After a refused form the focus goes to the first field that is wrong. */
export function useFocusOnProblem(
  form: RefObject<HTMLElement | null>,
  problems: Readonly<Record<string, unknown>>,
): void {
  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, problems]);
}
