import { Field, type FieldProps } from "@streamverse/ui";
import { useState } from "react";

/** A code to type or paste: what does not belong to it is left out, and a full one goes off. */
export function CodeField({
  tidy,
  full,
  onFull,
  onChangeText,
  ...rest
}: Omit<FieldProps, "value" | "onChange" | "end"> & {
  tidy: (text: string) => string;
  full: number;
  onFull?: (code: string) => void;
  onChangeText?: (code: string) => void;
}) {
  const [text, setText] = useState(String(rest.defaultValue ?? ""));
  const { defaultValue: _, ...others } = rest;
  return (
    <Field
      {...others}
      value={text}
      autoCapitalize="characters"
      autoCorrect="off"
      spellCheck={false}
      className="[&_input]:tabular [&_input]:text-lg [&_input]:font-semibold [&_input]:tracking-[0.18em]"
      onChange={(event) => {
        const next = tidy(event.target.value);
        setText(next);
        onChangeText?.(next);
        if (next.length === full && next !== text) onFull?.(next);
      }}
    />
  );
}
