"""Passkeys: added, shown, managed (WebAuthn, level 3)."""
