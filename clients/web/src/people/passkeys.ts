import type { CeremonyOptions, PasskeyProof } from "@streamverse/api";

type Json = Record<string, unknown>;

/** Can this browser hold passkeys at all? */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && "credentials" in navigator;
}

/** May it offer them in the email field? */
export async function canAutofill(): Promise<boolean> {
  if (!hasPasskeys()) return false;
  return (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
}

/** Make a passkey with what the service asked for. */
export async function makePasskey({
  challenge_id,
  options,
}: CeremonyOptions): Promise<PasskeyProof> {
  const publicKey = creationOptions(options);
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (!made) throw new DOMException("none", "NotAllowedError");
  return { challenge_id, credential: asJson(made) };
}

/** Show a passkey: by the browser's dialog, or quietly from the email field. */
export async function showPasskey(
  { challenge_id, options }: CeremonyOptions,
  how: { signal?: AbortSignal; isQuiet?: boolean } = {},
): Promise<PasskeyProof> {
  const shown = (await navigator.credentials.get({
    publicKey: requestOptions(options),
    ...(how.signal ? { signal: how.signal } : {}),
    ...(how.isQuiet ? { mediation: "conditional" as const } : {}),
  })) as PublicKeyCredential | null;
  if (!shown) throw new DOMException("none", "NotAllowedError");
  return { challenge_id, credential: asJson(shown) };
}

/** The person closed the browser's dialog, or it gave up waiting: nothing went wrong. */
export function isTurnedAway(error: unknown): boolean {
  return error instanceof DOMException && ["NotAllowedError", "AbortError"].includes(error.name);
}

/** The device says that it holds a passkey of this account already. */
export function isThereAlready(error: unknown): boolean {
  return error instanceof DOMException && error.name === "InvalidStateError";
}

export function creationOptions(options: Json): PublicKeyCredentialCreationOptions {
  const user = options.user as Json;
  return {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
}

export function requestOptions(options: Json): PublicKeyCredentialRequestOptions {
  return {
    ...options,
    challenge: bytesOf(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
}

function descriptors(list: unknown): Json[] {
  const items = Array.isArray(list) ? (list as Json[]) : [];
  return items.map((item) => ({ ...item, id: bytesOf(item.id) }));
}

/** A credential in WebAuthn's JSON form; not every browser has `toJSON` yet. */
function asJson(credential: PublicKeyCredential): Json {
  const { response } = credential;
  const parts = [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ];
  const packed: Json = {};
  for (const part of parts) {
    const value = (response as unknown as Record<string, ArrayBuffer | null | undefined>)[part];
    if (value) packed[part] = base64url(value);
  }
  if ("getTransports" in response) {
    packed.transports = (response as AuthenticatorAttestationResponse).getTransports();
  }
  return {
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: packed,
  };
}

export function base64url(buffer: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function bytesOf(text: unknown): Uint8Array<ArrayBuffer> {
  const plain = atob(String(text).replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}
