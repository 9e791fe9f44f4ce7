import { people } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { PasswordField } from "./PasswordField.tsx";

const LISTENS_AFTER_MS = 250;
const SHORTEST = 4;
const LEVELS: readonly { key: Key; bar: string }[] = [
  { key: "strength.0", bar: "bg-danger" },
  { key: "strength.1", bar: "bg-danger" },
  { key: "strength.2", bar: "bg-warning" },
  { key: "strength.3", bar: "bg-success" },
  { key: "strength.4", bar: "bg-success" },
];

/** A password to be: how hard it is to guess is said while it is typed. */
export function NewPassword({
  label,
  email,
  name,
  problem,
  autoFocus,
}: {
  label?: string;
  email?: string | undefined;
  name?: string | undefined;
  problem?: string | undefined;
  autoFocus?: boolean;
}) {
  const { t } = useI18n();
  const [password, setPassword] = useState("");
  const asked = useDelayed(password, LISTENS_AFTER_MS);
  const { data } = useQuery({
    queryKey: ["password-strength", asked, email, name],
    queryFn: () =>
      people.passwordStrength(asked, { ...(email ? { email } : {}), ...(name ? { name } : {}) }),
    enabled: asked.length >= SHORTEST,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: (before) => before,
    retry: false,
  });
  const strength = password.length >= SHORTEST ? data : undefined;
  const score = Math.min(4, Math.max(0, strength?.score ?? 0));
  const level = strength ? LEVELS[score] : undefined;
  const advice = strength && !strength.is_enough ? [strength.warning, ...strength.suggestions] : [];
  return (
    <div className="grid gap-2">
      <PasswordField
        {...(label ? { label } : {})}
        autoComplete="new-password"
        autoFocus={autoFocus}
        problem={problem}
        value={password}
        minLength={1}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div aria-hidden="true" className="grid grid-cols-4 gap-1.5">
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={cx(
              "h-1 rounded-full transition-colors duration-200",
              level && step <= Math.max(1, score) ? level.bar : "bg-surface-3",
            )}
          />
        ))}
      </div>
      <p role="status" className="min-h-[2.3rem] text-xs text-ink-3">
        {level ? (
          <>
            <span className="font-semibold text-ink-2">{t(level.key)}</span>
            {advice.some(Boolean) && ` · ${advice.filter(Boolean).slice(0, 2).join(" ")}`}
          </>
        ) : (
          t("auth.password.hint")
        )}
      </p>
    </div>
  );
}

function useDelayed(value: string, ms: number): string {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return late;
}
