import type { Message } from "./message.ts";

/** Signing in, profiles and the account, in English. */
export const people = {
  "auth.signIn.title": "Welcome back",
  "auth.signIn.lead": "Sign in to go on where you stopped.",
  "auth.register.title": "Create your account",
  "auth.register.lead": "Films remember where you stopped, on every screen.",
  "auth.name": "Name",
  "auth.email": "Email",
  "auth.password": "Password",
  "auth.password.hint": "At least 10 characters. A short sentence is easiest to remember.",
  "auth.password.show": "Show password",
  "auth.password.hide": "Hide password",
  "auth.signIn.action": "Sign in",
  "auth.register.action": "Create account",
  "auth.signIn.none": "New here?",
  "auth.register.have": "Already have an account?",
  "auth.wrong": "Email and password don’t match. Check both, then try again.",
  "auth.tooMany": "Too many attempts. Wait a minute, then try again.",
  "auth.registered.title": "Almost there",
  "auth.registered.body":
    "If {email} is new here, the account is ready: sign in with the password you chose.",
  "auth.invalid.email": "This doesn’t look like an email address.",
  "auth.invalid.password": "Use at least 10 characters.",
  "auth.invalid.name": "Tell us what to call you.",
  "auth.needed": "Sign in to go on.",
} satisfies Record<string, Message>;
