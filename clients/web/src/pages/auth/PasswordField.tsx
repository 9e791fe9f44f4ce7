import { useI18n } from "@streamverse/i18n";
import { Field, type FieldProps, IconButton } from "@streamverse/ui";
import { useState } from "react";

/** A password that can be looked at. */
export function PasswordField({
  label,
  ...rest
}: Omit<FieldProps, "label" | "type" | "end"> & { label?: string }) {
  const { t } = useI18n();
  const [isShown, setShown] = useState(false);
  return (
    <Field
      name="password"
      required
      {...rest}
      label={label ?? t("auth.password")}
      type={isShown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      end={
        <IconButton
          icon="eye"
          label={t(isShown ? "auth.password.hide" : "auth.password.show")}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  );
}
