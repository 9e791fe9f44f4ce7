"""Apple's client secret: a JWT that we sign with the key Apple gave, good for a while."""

from datetime import datetime, timedelta
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from streamverse.domains.identity.social_errors import ProviderUnavailable
from streamverse.kit.log import logger
from streamverse.kit.settings import Settings

LIFETIME = timedelta(days=30)
"""Apple takes up to six months."""
RENEWED_BEFORE_END = timedelta(days=1)
ALGORITHM = "ES256"

log = logger(__name__)


class AppleSecret:
    """Makes the secret when it is needed and keeps it until a day before its end."""

    def __init__(self, settings: Settings, audience: str) -> None:
        """Sign for `audience`, which is Apple itself."""
        self._settings = settings
        self._audience = audience
        self._kept: tuple[str, datetime] | None = None

    def __call__(self, now: datetime) -> str:
        """Return a secret that counts now. Raises ProviderUnavailable when the key is no key."""
        if self._kept is None or self._kept[1] - RENEWED_BEFORE_END <= now:
            self._kept = (self._made(now), now + LIFETIME)
        return self._kept[0]

    def _made(self, now: datetime) -> str:
        settings = self._settings
        header = {"alg": ALGORITHM, "kid": settings.apple_key_id}
        claims = {
            "iss": settings.apple_team_id,
            "iat": int(now.timestamp()),
            "exp": int((now + LIFETIME).timestamp()),
            "aud": self._audience,
            "sub": settings.apple_client_id,
        }
        try:
            key = ECKey.import_key(_pem(settings.apple_private_key.get_secret_value()))
            return jwt.encode(header, claims, key, algorithms=[ALGORITHM])
        except (JoseError, OSError, TypeError, ValueError) as error:
            log.error("apple_key_unusable", problem=type(error).__name__)  # noqa: TRY400 - a trace might show the key
            raise ProviderUnavailable from None


def _pem(setting: str) -> str:
    """Return the key that the setting holds, or the one in the file that it names."""
    if "-----BEGIN" in setting:
        return setting.replace("\\n", "\n")
    return Path(setting).read_text(encoding="ascii")
