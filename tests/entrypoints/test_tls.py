"""TLS by one setting."""

from pathlib import Path

import pytest
from cryptography import x509

from streamverse.entrypoints.tls import certificate_files
from streamverse.kit.settings import WrongSettings, load_settings


def test_is_off_unless_asked_for(tmp_path: Path) -> None:
    """Plain HTTP on one's own machine."""
    assert certificate_files(load_settings(data=tmp_path, tls="off")) is None


def test_makes_a_certificate_for_the_public_name_and_keeps_it(tmp_path: Path) -> None:
    """Made once, private key readable by its owner only."""
    settings = load_settings(data=tmp_path, tls="self", public_url="https://tv.example:8443")
    files = certificate_files(settings)
    assert files is not None
    certificate = x509.load_pem_x509_certificate(files[0].read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "tv.example"]
    assert files[1].stat().st_mode & 0o077 == 0
    before = files[0].read_bytes()
    certificate_files(settings)
    assert files[0].read_bytes() == before


def test_says_which_file_is_missing(tmp_path: Path) -> None:
    """And what the setting takes."""
    settings = load_settings(data=tmp_path, tls=f"{tmp_path}/a.pem:{tmp_path}/b.pem")
    with pytest.raises(WrongSettings, match=r"a\.pem and no file .*b\.pem.*CERTIFICATE:KEY"):
        certificate_files(settings)
