"""TLS for the embedded server: files that are given, or a certificate made at start."""

import ipaddress
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from streamverse.kit.settings import Settings, TlsMode, WrongSettings

LIFE = timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)


def certificate_files(settings: Settings) -> tuple[Path, Path] | None:
    """Return (certificate, key) files in PEM, or None without TLS. Raises WrongSettings."""
    if settings.tls == TlsMode.OFF:
        return None
    if settings.tls == TlsMode.SELF:
        return _own_certificate(settings.data / "tls", settings.site_url)
    certificate, _, key = settings.tls.rpartition(":")
    files = Path(certificate), Path(key)
    if missing := [str(file) for file in files if not file.is_file()]:
        msg = (
            f"STREAMVERSE_TLS is {settings.tls!r}: there is no file "
            f"{' and no file '.join(missing)}. It takes off, self, or CERTIFICATE:KEY."
        )
        raise WrongSettings(msg)
    return files


def _own_certificate(folder: Path, site_url: str) -> tuple[Path, Path]:
    files = folder / "certificate.pem", folder / "key.pem"
    if all(file.exists() for file in files):
        certificate = x509.load_pem_x509_certificate(files[0].read_bytes())
        if certificate.not_valid_after_utc - RENEW_BEFORE > datetime.now(UTC):
            return files
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    host = urlsplit(site_url).hostname or "localhost"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    names: list[x509.GeneralName] = [
        x509.DNSName("localhost"),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
        x509.IPAddress(ipaddress.ip_address("::1")),
    ]
    if host != "localhost":
        names.append(x509.DNSName(host))
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + LIFE)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    files[1].unlink(missing_ok=True)
    with os.fdopen(os.open(files[1], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(secret)
    return files
