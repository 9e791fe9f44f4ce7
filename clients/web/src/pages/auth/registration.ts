import type { AuthOptions, Newcomer, Registration } from "@streamverse/api";
import type { Key } from "@streamverse/i18n";

/** What is wrong, by the name of its field. */
export type Missing = Readonly<Record<string, Key>>;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What the form lacks before it is worth sending; the service has the last word. */
export function missingIn(
  input: Registration,
  options: AuthOptions | undefined,
  asksParent: boolean,
): Missing {
  const found: Record<string, Key> = {};
  if (!input.name) found.name = "auth.invalid.name";
  if (!EMAIL.test(input.email)) found.email = "auth.invalid.email";
  if (!input.password) found.password = "auth.invalid.password";
  if (options?.asks_birth_date && !input.born_on) found.born_on = "auth.invalid.born";
  if (asksParent) {
    const parent = input.parent_email ?? "";
    if (!EMAIL.test(parent)) found.parent_email = "auth.invalid.email";
    else if (parent.toLowerCase() === input.email.toLowerCase()) {
      found.parent_email = "auth.invalid.parent";
    }
  }
  for (const { kind, is_required } of options?.documents ?? []) {
    if (is_required && !input.accepts?.some((accepted) => accepted.kind === kind)) {
      found[`accept-${kind}`] = "auth.invalid.accept";
    }
  }
  return found;
}

const FIELDS: Readonly<Record<string, readonly [string, Key]>> = {
  bad_email: ["email", "auth.invalid.email"],
  weak_password: ["password", "problem.weak_password"],
  birth_date_required: ["born_on", "auth.invalid.born"],
  birth_date_impossible: ["born_on", "auth.invalid.born"],
  parent_email_required: ["parent_email", "auth.parent.needed"],
};

/** The field a refusal is about, with what to do. */
export function problemField(code: string): Missing {
  const field = FIELDS[code];
  return field ? { [field[0]]: field[1] } : {};
}

/** What another service's sign-in needs of the form, should they be new. */
export function newcomerIn({ invitation, born_on, accepts }: Registration): Newcomer {
  return {
    ...(invitation ? { invitation } : {}),
    ...(born_on ? { born_on } : {}),
    accepts: (accepts ?? []).map(({ kind, version }) => `${kind}:${version}`),
  };
}
