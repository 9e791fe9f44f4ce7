"""Sign in on a screen without a keyboard: RFC 8628, the device authorization grant."""
