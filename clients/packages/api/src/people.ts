import { body, client } from "./client.ts";
import type {
  AccountChange,
  DeviceHint,
  PasskeyProof,
  PreferencesChange,
  ProfileChange,
  ProfileInput,
  ProfileKey,
  Registration,
  SecondFactorProof,
  StepUpProof,
} from "./people.shapes.ts";

const COOKIE = { transport: "cookie" } as const;
const DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

/** Sign-in, profiles and the account: one function per question. */
export const people = {
  options: () => body(client.GET("/api/v1/auth/options")),

  register: (input: Registration) => body(client.POST("/api/v1/auth/register", { body: input })),
  passwordStrength: (password: string, about: { email?: string; name?: string } = {}) =>
    body(client.POST("/api/v1/auth/password-strength", { body: { password, ...about } })),
  verify: (token: string) => body(client.POST("/api/v1/auth/verify", { body: { token } })),
  askForVerification: () => body(client.POST("/api/v1/auth/verify/request")),
  askForReset: (email: string) =>
    body(client.POST("/api/v1/auth/reset/request", { body: { email } })),
  checkReset: (token: string) => body(client.POST("/api/v1/auth/reset/check", { body: { token } })),
  reset: (token: string, password: string) =>
    body(client.POST("/api/v1/auth/reset", { body: { token, password } })),
  unlock: (token: string) => body(client.POST("/api/v1/auth/unlock", { body: { token } })),
  confirmEmail: (token: string) =>
    body(client.POST("/api/v1/auth/email/confirm", { body: { token } })),
  undoEmail: (token: string) => body(client.POST("/api/v1/auth/email/undo", { body: { token } })),

  signIn: (email: string, password: string, device: DeviceHint) =>
    body(client.POST("/api/v1/auth/login", { body: { email, password, device, ...COOKIE } })),
  secondFactorOptions: (ticket: string) =>
    body(client.POST("/api/v1/auth/login/second-factor/options", { body: { ticket } })),
  secondFactor: (ticket: string, proof: SecondFactorProof, device: DeviceHint) =>
    body(
      client.POST("/api/v1/auth/login/second-factor", {
        body: { ticket, ...proof, device, ...COOKIE },
      }),
    ),
  passkeyOptions: () => body(client.POST("/api/v1/auth/passkey/options")),
  passkey: (proof: PasskeyProof, device: DeviceHint) =>
    body(client.POST("/api/v1/auth/passkey", { body: { ...proof, device, ...COOKIE } })),
  operatorSignIn: (email: string, password: string, device: DeviceHint) =>
    body(
      client.POST("/api/v1/auth/operator/login", { body: { email, password, device, ...COOKIE } }),
    ),
  operatorSecondFactor: (ticket: string, proof: SecondFactorProof, device: DeviceHint) =>
    body(
      client.POST("/api/v1/auth/operator/second-factor", {
        body: { ticket, ...proof, device, ...COOKIE },
      }),
    ),

  stepUp: () => body(client.GET("/api/v1/auth/step-up")),
  stepUpOptions: () => body(client.POST("/api/v1/auth/step-up/options")),
  proveStepUp: (proof: StepUpProof) => body(client.POST("/api/v1/auth/step-up", { body: proof })),

  askForCode: (device: DeviceHint) =>
    body(client.POST("/api/v1/auth/device", { body: { device } })),
  redeemCode: (device_code: string) =>
    body(
      client.POST("/api/v1/auth/device/token", {
        body: { grant_type: DEVICE_CODE, device_code, ...COOKIE },
      }),
    ),
  activation: (user_code: string) =>
    body(client.GET("/api/v1/auth/device/{user_code}", { params: { path: { user_code } } })),
  approve: (user_code: string, profile_id: string | undefined, pin: string | undefined) =>
    body(
      client.POST("/api/v1/auth/device/{user_code}/approve", {
        params: { path: { user_code } },
        body: { ...(profile_id ? { profile_id } : {}), ...(pin ? { pin } : {}) },
      }),
    ),
  deny: (user_code: string) =>
    body(client.POST("/api/v1/auth/device/{user_code}/deny", { params: { path: { user_code } } })),

  changeAccount: (change: AccountChange) => body(client.PATCH("/api/v1/me", { body: change })),
  changeEmail: (email: string) => body(client.POST("/api/v1/me/email", { body: { email } })),
  changePassword: (current: string | null, new_password: string, sign_out_others: boolean) =>
    body(
      client.POST("/api/v1/me/password", {
        body: {
          ...(current === null ? {} : { current_password: current }),
          new_password,
          sign_out_others,
        },
      }),
    ),

  secondFactors: () => body(client.GET("/api/v1/me/second-factors")),
  beginTotp: () => body(client.POST("/api/v1/me/totp")),
  confirmTotp: (code: string) => body(client.POST("/api/v1/me/totp/confirm", { body: { code } })),
  endTotp: () => body(client.DELETE("/api/v1/me/totp")),
  newRecoveryCodes: () => body(client.POST("/api/v1/me/recovery-codes")),
  newPasskeyOptions: () => body(client.POST("/api/v1/me/passkeys/options")),
  addPasskey: (proof: PasskeyProof, name: string) =>
    body(client.POST("/api/v1/me/passkeys", { body: { ...proof, name } })),
  renamePasskey: (passkey_id: string, name: string) =>
    body(
      client.PATCH("/api/v1/me/passkeys/{passkey_id}", {
        params: { path: { passkey_id } },
        body: { name },
      }),
    ),
  removePasskey: (passkey_id: string) =>
    body(client.DELETE("/api/v1/me/passkeys/{passkey_id}", { params: { path: { passkey_id } } })),
  social: () => body(client.GET("/api/v1/me/social")),
  unlinkSocial: (provider: string) =>
    body(client.DELETE("/api/v1/me/social/{provider}", { params: { path: { provider } } })),
  securityLog: () => body(client.GET("/api/v1/me/security-log")),

  devices: () => body(client.GET("/api/v1/me/devices")),
  renameDevice: (device_id: string, name: string) =>
    body(
      client.PATCH("/api/v1/me/devices/{device_id}", {
        params: { path: { device_id } },
        body: { name },
      }),
    ),
  signOutDevice: (device_id: string) =>
    body(client.DELETE("/api/v1/me/devices/{device_id}", { params: { path: { device_id } } })),
  signOutOthers: () => body(client.POST("/api/v1/me/devices/sign-out-others")),

  profiles: () => body(client.GET("/api/v1/profiles")),
  createProfile: (input: ProfileInput) => body(client.POST("/api/v1/profiles", { body: input })),
  changeProfile: (profile_id: string, change: ProfileChange) =>
    body(
      client.PATCH("/api/v1/profiles/{profile_id}", {
        params: { path: { profile_id } },
        body: change,
      }),
    ),
  removeProfile: (profile_id: string) =>
    body(
      client.DELETE("/api/v1/profiles/{profile_id}", {
        params: { path: { profile_id } },
        keepalive: true,
      }),
    ),
  enterProfile: (profile_id: string, key: ProfileKey | null) =>
    body(
      client.POST("/api/v1/profiles/{profile_id}/enter", {
        params: { path: { profile_id } },
        body: key ?? {},
      }),
    ),
  setPin: (profile_id: string, pin: string) =>
    body(
      client.PUT("/api/v1/profiles/{profile_id}/pin", {
        params: { path: { profile_id } },
        body: { pin },
      }),
    ),
  removePin: (profile_id: string) =>
    body(client.DELETE("/api/v1/profiles/{profile_id}/pin", { params: { path: { profile_id } } })),
  setAvatar: (profile_id: string, picture: Blob) =>
    body(
      client.PUT("/api/v1/profiles/{profile_id}/avatar", {
        params: { path: { profile_id } },
        body: "",
        bodySerializer: () => picture,
        headers: { "Content-Type": picture.type },
      }),
    ),
  avatars: () => body(client.GET("/api/v1/profiles/avatars")),
  preferences: () => body(client.GET("/api/v1/me/preferences")),
  changePreferences: (change: PreferencesChange) =>
    body(client.PATCH("/api/v1/me/preferences", { body: change })),

  privacy: () => body(client.GET("/api/v1/me/privacy")),
  consent: (kind: string, version: string, is_given: boolean) =>
    body(
      client.PUT("/api/v1/me/consents/{kind}", {
        params: { path: { kind } },
        body: { version, is_given },
      }),
    ),
  askForExport: () => body(client.POST("/api/v1/me/exports")),
  askForErasure: () => body(client.POST("/api/v1/me/erasure")),
  cancelErasure: () => body(client.DELETE("/api/v1/me/erasure")),
  cancelErasureByLink: (token: string) =>
    body(client.POST("/api/v1/auth/erasure/cancel", { body: { token } })),
  checkConsent: (token: string) =>
    body(client.POST("/api/v1/auth/parental-consent/check", { body: { token } })),
  decideConsent: (token: string, decision: "give" | "refuse", parent_name: string) =>
    body(client.POST("/api/v1/auth/parental-consent", { body: { token, decision, parent_name } })),

  apiTokens: () => body(client.GET("/api/v1/me/api-tokens")),
  createApiToken: (name: string, scopes: string[], expires_in_days: number | null) =>
    body(
      client.POST("/api/v1/me/api-tokens", {
        body: { name, scopes, ...(expires_in_days === null ? {} : { expires_in_days }) },
      }),
    ),
  removeApiToken: (token_id: string) =>
    body(client.DELETE("/api/v1/me/api-tokens/{token_id}", { params: { path: { token_id } } })),

  endViewAs: () => body(client.POST("/api/v1/auth/view-as/end")),
};

/** What somebody new brings to a sign-in with another service. */
export interface Newcomer {
  invitation?: string;
  born_on?: string;
  /** "kind:version" of each document they accept. */
  accepts?: readonly string[];
}

/** Where a sign-in with another service begins: a whole page, not a call. */
export function socialStart(
  provider: string,
  next: string,
  more: Newcomer & { link?: boolean } = {},
): string {
  const query = new URLSearchParams({ next });
  if (more.link) query.set("link", "1");
  if (more.invitation) query.set("invitation", more.invitation);
  if (more.born_on) query.set("born_on", more.born_on);
  for (const one of more.accepts ?? []) query.append("accepts", one);
  return `/api/v1/auth/social/${encodeURIComponent(provider)}/start?${query}`;
}

/** Where an export is fetched: by its owner, or by whom the link was mailed to. */
export function exportFile(id: string): string {
  return `/api/v1/me/exports/${encodeURIComponent(id)}/file`;
}
export function mailedExport(token: string): string {
  return `/api/v1/auth/export?${new URLSearchParams({ token })}`;
}
