/** What the service says about people. */
export interface SignedIn {
  token_type: "bearer" | "cookie";
  expires_in: number;
}

/** What `GET /me` says beyond the account's name. */
export interface PersonFacts {
  is_email_verified: boolean;
  pending_email: string | null;
  bio: string | null;
  location: string | null;
  born_on: string | null;
  language: string;
  permissions: string[];
  has_password: boolean;
  second_factors: string[];
  profile: ActiveProfile | null;
  profiles_count: number;
  is_operator: boolean;
  viewed_by: { operator_name: string } | null;
  erasure_due_at: string | null;
}

export interface ActiveProfile {
  id: string;
  name: string;
  avatar_url: string;
  is_kids: boolean;
  max_age: number | null;
  has_pin: boolean;
  language: string | null;
}

export type FactorMethod = "totp" | "passkey" | "recovery_code";
export type ProofMethod = FactorMethod | "password";
export type DeviceKind = "web" | "phone" | "tablet" | "tv" | "console" | "other";

export interface DeviceHint {
  name?: string;
  kind?: DeviceKind;
}

export interface LegalDocument {
  kind: string;
  version: string;
  name: string;
  url: string;
}

export interface AuthOptions {
  registration: "open" | "invitation" | "closed";
  providers: { id: string; name: string }[];
  min_age: number;
  asks_birth_date: boolean;
  passkeys: boolean;
  documents: LegalDocument[];
  operator_contact?: string | null;
}

export interface Registration {
  email: string;
  password: string;
  name: string;
  language?: string;
  born_on?: string;
  parent_email?: string;
  invitation?: string;
  accepts?: { kind: string; version: string }[];
}

export interface PasswordStrength {
  score: number;
  is_enough: boolean;
  warning: string;
  suggestions: string[];
}

/** `options` are WebAuthn's own, in their JSON form. */
export interface CeremonyOptions {
  challenge_id: string;
  options: Record<string, unknown>;
}

export interface PasskeyProof {
  challenge_id: string;
  credential: unknown;
}

export type SecondFactorProof =
  | { method: "totp" | "recovery_code"; code: string }
  | ({ method: "passkey" } & PasskeyProof);

export type StepUpProof =
  | { password: string }
  | { code: string }
  | { recovery_code: string }
  | PasskeyProof;

export interface StepUpWays {
  methods: ProofMethod[];
  proved_until: string | null;
}

export interface DeviceCode {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
  qr_svg: string;
}

export interface ActivationRequest {
  device: { name: string; kind: DeviceKind; place: string | null; address: string | null };
  expires_in: number;
}

export interface AccountChange {
  name?: string;
  bio?: string;
  location?: string;
  born_on?: string | null;
  language?: string;
}

export interface Passkey {
  id: string;
  name: string;
  created_at: string;
  last_used_at: string | null;
  is_synced: boolean;
}

export interface SecondFactors {
  totp: { is_on: boolean; since: string | null };
  recovery_codes_left: number;
  passkeys: Passkey[];
  has_password: boolean;
}

export interface TotpSecret {
  secret: string;
  uri: string;
  qr_svg: string;
  expires_at: string;
}

export interface RecoveryCodes {
  recovery_codes: string[];
}

export interface SocialIdentity {
  provider: string;
  name: string;
  email: string | null;
  linked_at: string;
}

export interface SecurityEvent {
  id: string;
  at: string;
  action: string;
  address: string | null;
  place: string | null;
  device_name: string | null;
  facts: Record<string, unknown>;
}

export interface Device {
  id: string;
  name: string;
  kind: DeviceKind;
  platform: string;
  place: string | null;
  address: string | null;
  first_seen_at: string;
  last_used_at: string;
  is_this: boolean;
  profile_name: string | null;
}

export interface Profile {
  id: string;
  name: string;
  avatar: string;
  avatar_url: string;
  language: string | null;
  max_age: number | null;
  is_kids: boolean;
  has_pin: boolean;
  is_main: boolean;
  is_active: boolean;
  is_history_paused: boolean;
}

export interface ProfileInput {
  name: string;
  avatar?: string;
  language?: string;
  max_age?: number | null;
  is_kids?: boolean;
  pin?: string;
}
export type ProfileChange = Partial<Omit<ProfileInput, "pin">>;

/** What opens a locked profile: its PIN, or the account's password. */
export interface ProfileKey {
  pin?: string;
  password?: string;
}

export interface AvatarSet {
  items: { id: string; url: string }[];
}

export type Quality = string;

export interface Preferences {
  interface_language: string | null;
  audio_language: string | null;
  subtitle_language: string | null;
  region: string | null;
  quality: Quality;
  autoplay_next: boolean;
  autoplay_previews: boolean;
  reduced_motion: boolean;
  roads: { email: boolean; push: boolean; in_app: boolean };
  quiet_hours: { from: string; to: string; zone: string } | null;
}
export type PreferencesChange = Partial<Preferences>;

export interface Consent {
  kind: string;
  version: string;
  is_given: boolean;
  at: string | null;
  is_current: boolean;
}

export interface Export {
  id: string;
  state: string;
  asked_at: string;
  ready_at: string | null;
  expires_at: string | null;
  size_bytes: number | null;
  progress: number | null;
}

export interface Privacy {
  consents: Consent[];
  export: Export | null;
  erasure: { due_at: string } | null;
  retention: { what: string; days: number }[];
}

export interface ChildRequest {
  child_name: string;
}

export interface ApiToken {
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}
export interface ApiTokens {
  items: ApiToken[];
}
export interface NewApiToken extends ApiToken {
  token: string;
}
