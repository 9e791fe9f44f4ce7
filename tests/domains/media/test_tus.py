"""The headers of tus."""

import base64

import pytest

from streamverse.domains.media import tus
from streamverse.domains.media.errors import BadUploadHeader, ChecksumNotSupported


class TestMetadata:
    def test_refuses_values_that_are_not_base64(self) -> None:
        with pytest.raises(BadUploadHeader):
            tus.metadata("filename not-base64!")

    def test_refuses_more_than_8_kib(self) -> None:
        with pytest.raises(BadUploadHeader):
            tus.metadata("a " + "QUJD" * 3000)

    def test_reads_pairs_and_keys_without_a_value(self) -> None:
        name = base64.b64encode("día.mp4".encode()).decode()
        assert tus.metadata(f"filename {name}, is_private") == {
            "filename": "día.mp4",
            "is_private": "",
        }


class TestNumber:
    @pytest.mark.parametrize("text", ["", "-1", "1.5", "٣", "9" * 40, "0x10"])
    def test_refuses_what_is_no_whole_number(self, text: str) -> None:
        with pytest.raises(BadUploadHeader):
            tus.number({"upload-length": text}, "upload-length")


class TestChecksum:
    def test_refuses_unknown_algorithms(self) -> None:
        with pytest.raises(ChecksumNotSupported):
            tus.checksum({"upload-checksum": "crc32 AAAA"})

    def test_reads_the_algorithm_and_the_digest(self) -> None:
        asked = tus.checksum({"upload-checksum": "sha1 qUqP5cyxm6YcTAhz05Hph5gvu9M="})
        assert asked is not None
        hasher = asked.hasher()
        hasher.update(b"test")
        assert hasher.digest() == asked.digest
