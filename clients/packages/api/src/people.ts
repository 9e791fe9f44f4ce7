import { ask } from "./ask.ts";
import type {
  AccountChange,
  ActivationRequest,
  ApiTokens,
  AuthOptions,
  AvatarSet,
  CeremonyOptions,
  ChildRequest,
  Device,
  DeviceCode,
  DeviceHint,
  Export,
  NewApiToken,
  PasskeyProof,
  PasswordStrength,
  Preferences,
  PreferencesChange,
  Privacy,
  Profile,
  ProfileChange,
  ProfileInput,
  ProfileKey,
  RecoveryCodes,
  Registration,
  SecondFactorProof,
  SecondFactors,
  SecurityEvent,
  SignedIn,
  SocialIdentity,
  StepUpProof,
  StepUpWays,
  TotpSecret,
} from "./people.shapes.ts";
import type { Account } from "./shapes.ts";

const COOKIE = { transport: "cookie" } as const;

/** Sign-in, profiles and the account: one function per question. */
export const people = {
  options: () => ask<AuthOptions>("GET", "/auth/options"),

  register: (input: Registration) => ask<void>("POST", "/auth/register", input),
  passwordStrength: (password: string, email?: string, name?: string) =>
    ask<PasswordStrength>("POST", "/auth/password-strength", { password, email, name }),
  verify: (token: string) => ask<{ email: string }>("POST", "/auth/verify", { token }),
  askForVerification: () => ask<void>("POST", "/auth/verify/request"),
  askForReset: (email: string) => ask<void>("POST", "/auth/reset/request", { email }),
  checkReset: (token: string) => ask<{ email: string }>("POST", "/auth/reset/check", { token }),
  reset: (token: string, password: string) => ask<void>("POST", "/auth/reset", { token, password }),
  unlock: (token: string) => ask<void>("POST", "/auth/unlock", { token }),
  confirmEmail: (token: string) => ask<{ email: string }>("POST", "/auth/email/confirm", { token }),
  undoEmail: (token: string) => ask<void>("POST", "/auth/email/undo", { token }),

  signIn: (email: string, password: string, device?: DeviceHint) =>
    ask<SignedIn>("POST", "/auth/login", { email, password, device, ...COOKIE }),
  secondFactorOptions: (ticket: string) =>
    ask<CeremonyOptions>("POST", "/auth/login/second-factor/options", { ticket }),
  secondFactor: (ticket: string, proof: SecondFactorProof) =>
    ask<SignedIn>("POST", "/auth/login/second-factor", { ticket, ...proof, ...COOKIE }),
  passkeyOptions: () => ask<CeremonyOptions>("POST", "/auth/passkey/options", {}),
  passkey: (proof: PasskeyProof, device?: DeviceHint) =>
    ask<SignedIn>("POST", "/auth/passkey", { ...proof, device, ...COOKIE }),
  operatorSignIn: (email: string, password: string) =>
    ask<SignedIn>("POST", "/auth/operator/login", { email, password, ...COOKIE }),
  operatorSecondFactor: (ticket: string, proof: SecondFactorProof) =>
    ask<SignedIn & Partial<RecoveryCodes>>("POST", "/auth/operator/second-factor", {
      ticket,
      ...proof,
      ...COOKIE,
    }),

  stepUp: () => ask<StepUpWays>("GET", "/auth/step-up"),
  stepUpOptions: () => ask<CeremonyOptions>("POST", "/auth/step-up/options", {}),
  proveStepUp: (proof: StepUpProof) =>
    ask<SignedIn>("POST", "/auth/step-up", { ...proof, ...COOKIE }),

  askForCode: (device: DeviceHint) => ask<DeviceCode>("POST", "/auth/device", { device }),
  redeemCode: (device_code: string) =>
    ask<SignedIn>("POST", "/auth/device/token", {
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code,
      ...COOKIE,
    }),
  activation: (code: string) =>
    ask<ActivationRequest>("GET", `/auth/device/${encodeURIComponent(code)}`),
  approve: (code: string, profile_id?: string) =>
    ask<void>("POST", `/auth/device/${encodeURIComponent(code)}/approve`, { profile_id }),
  deny: (code: string) => ask<void>("POST", `/auth/device/${encodeURIComponent(code)}/deny`),

  changeAccount: (change: AccountChange) => ask<Account>("PATCH", "/me", change),
  changeEmail: (email: string) => ask<void>("POST", "/me/email", { email }),
  changePassword: (current_password: string | null, new_password: string, others: boolean) =>
    ask<void>("POST", "/me/password", {
      ...(current_password === null ? {} : { current_password }),
      new_password,
      sign_out_others: others,
    }),

  secondFactors: () => ask<SecondFactors>("GET", "/me/second-factors"),
  beginTotp: () => ask<TotpSecret>("POST", "/me/totp"),
  confirmTotp: (code: string) => ask<RecoveryCodes>("POST", "/me/totp/confirm", { code }),
  endTotp: () => ask<void>("DELETE", "/me/totp"),
  newRecoveryCodes: () => ask<RecoveryCodes>("POST", "/me/recovery-codes"),
  newPasskeyOptions: () => ask<CeremonyOptions>("POST", "/me/passkeys/options", {}),
  addPasskey: (proof: PasskeyProof, name: string) =>
    ask<void>("POST", "/me/passkeys", { ...proof, name }),
  renamePasskey: (id: string, name: string) => ask<void>("PATCH", `/me/passkeys/${id}`, { name }),
  removePasskey: (id: string) => ask<void>("DELETE", `/me/passkeys/${id}`),
  social: () => ask<{ items: SocialIdentity[] }>("GET", "/me/social"),
  unlinkSocial: (provider: string) => ask<void>("DELETE", `/me/social/${provider}`),
  securityLog: () => ask<{ items: SecurityEvent[] }>("GET", "/me/security-log"),

  devices: () => ask<{ items: Device[] }>("GET", "/me/devices"),
  renameDevice: (id: string, name: string) => ask<void>("PATCH", `/me/devices/${id}`, { name }),
  signOutDevice: (id: string) => ask<void>("DELETE", `/me/devices/${id}`),
  signOutOthers: () => ask<void>("POST", "/me/devices/sign-out-others"),

  profiles: () => ask<{ items: Profile[]; limit: number }>("GET", "/profiles"),
  createProfile: (input: ProfileInput) => ask<Profile>("POST", "/profiles", input),
  changeProfile: (id: string, change: ProfileChange) =>
    ask<Profile>("PATCH", `/profiles/${id}`, change),
  removeProfile: (id: string) => ask<void>("DELETE", `/profiles/${id}`),
  enterProfile: (id: string, key: ProfileKey) =>
    ask<SignedIn>("POST", `/profiles/${id}/enter`, key),
  setPin: (id: string, pin: string, current_pin?: string) =>
    ask<void>("PUT", `/profiles/${id}/pin`, { pin, current_pin }),
  removePin: (id: string) => ask<void>("DELETE", `/profiles/${id}/pin`),
  setAvatar: (id: string, picture: Blob) => ask<Profile>("PUT", `/profiles/${id}/avatar`, picture),
  avatars: () => ask<AvatarSet>("GET", "/profiles/avatars"),
  preferences: () => ask<Preferences>("GET", "/me/preferences"),
  changePreferences: (change: PreferencesChange) =>
    ask<Preferences>("PATCH", "/me/preferences", change),

  privacy: () => ask<Privacy>("GET", "/me/privacy"),
  consent: (kind: string, version: string, is_given: boolean) =>
    ask<void>("PUT", `/me/consents/${kind}`, { version, is_given }),
  askForExport: () => ask<Export>("POST", "/me/exports"),
  askForErasure: () => ask<{ due_at: string }>("POST", "/me/erasure"),
  cancelErasure: () => ask<void>("DELETE", "/me/erasure"),
  cancelErasureByLink: (token: string) => ask<void>("POST", "/auth/erasure/cancel", { token }),
  checkConsent: (token: string) =>
    ask<ChildRequest>("POST", "/auth/parental-consent/check", { token }),
  decideConsent: (token: string, decision: "give" | "refuse", parent_name: string) =>
    ask<void>("POST", "/auth/parental-consent", { token, decision, parent_name }),

  apiTokens: () => ask<ApiTokens>("GET", "/me/api-tokens"),
  createApiToken: (name: string, scopes: readonly string[], expires_in_days: number | null) =>
    ask<NewApiToken>("POST", "/me/api-tokens", {
      name,
      scopes,
      ...(expires_in_days === null ? {} : { expires_in_days }),
    }),
  removeApiToken: (id: string) => ask<void>("DELETE", `/me/api-tokens/${id}`),

  endViewAs: () => ask<SignedIn>("POST", "/auth/view-as/end", { ...COOKIE }),
};

/** Where a sign-in with another service begins: a whole page, not a call. */
export function socialStart(provider: string, next: string, link = false): string {
  const query = new URLSearchParams({ next, ...(link ? { link: "1" } : {}) });
  return `/api/v1/auth/social/${encodeURIComponent(provider)}/start?${query}`;
}

/** Where an export is fetched: by its owner, or by whom the link was mailed to. */
export function exportFile(id: string): string {
  return `/api/v1/me/exports/${encodeURIComponent(id)}/file`;
}
export function mailedExport(token: string): string {
  return `/api/v1/auth/export?${new URLSearchParams({ token })}`;
}
