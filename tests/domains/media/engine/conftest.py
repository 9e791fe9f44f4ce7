"""Samples, a runner and a sink for the engine's tests."""

import pytest

from streamverse.domains.media.engine import media_programs
from streamverse.kit.process import ChildRunner
from tests.domains.media.engine.playing import KeepingSink
from tests.media_samples import Samples


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Films rendered once a session."""
    return Samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture
def runner() -> ChildRunner:
    """The real thing, with the real ffmpeg."""
    return ChildRunner(media_programs())


@pytest.fixture
def sink() -> KeepingSink:
    """A sink that keeps all it gets."""
    return KeepingSink()
