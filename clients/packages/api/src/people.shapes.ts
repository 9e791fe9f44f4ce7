import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type AccountChange = Schemas["AccountChange"];
export type ActivationRequest = Schemas["DeviceQuestion"];
export type ApiToken = Schemas["ApiTokenItem"];
export type AuthOptions = Schemas["SignInOptions"];
export type CeremonyOptions = Schemas["ChallengeAnswer"];
export type Consent = Schemas["ConsentAnswer"];
export type Device = Schemas["Device"];
export type DeviceCode = Schemas["DeviceCodeAnswer"];
export type DeviceHint = Schemas["DeviceInput"];
export type Export = Schemas["ExportAnswer"];
export type NewApiToken = Schemas["NewApiToken"];
export type Passkey = Schemas["PasskeyAnswer"];
export type PasswordStrength = Schemas["StrengthAnswer"];
export type Place = Schemas["PlaceShown"];
export type Preferences = Schemas["PreferencesBody"];
export type PreferencesChange = Schemas["PreferencesPatch"];
export type Privacy = Schemas["PrivacyAnswer"];
export type Profile = Schemas["Profile"];
export type ProfileChange = Schemas["ProfilePatch"];
export type ProfileInput = Schemas["NewProfile"];
export type Registration = Schemas["RegisterRequest"];
export type SecondFactors = Schemas["SecondFactorsAnswer"];
export type SecurityEvent = Schemas["AuditEntry"];
export type SignedIn = Schemas["SignedInAnswer"];
export type SocialIdentity = Schemas["SocialIdentityItem"];
export type StepUpProof = Schemas["StepUpRequest"];
export type TotpSecret = Schemas["TotpEnrolment"];

export type FactorMethod = Schemas["SecondFactorRequest"]["method"];
export type ProofMethod = FactorMethod | "password";
/** The highest age a profile shows films for; null is no limit. */
export type Ceiling = NonNullable<ProfileInput["max_age"]> | null;

/** What opens a locked profile: its PIN, or the account's password. */
export type ProfileKey = { pin: string } | { password: string };

export interface PasskeyProof {
  challenge_id: string;
  credential: Record<string, unknown>;
}

export type SecondFactorProof =
  | { method: "totp" | "recovery_code"; code: string }
  | ({ method: "passkey" } & PasskeyProof);
