"""The JSON of profiles, avatars and preferences."""

import unicodedata
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from streamverse.domains.identity.languages import LanguageTag, RegionCode
from streamverse.domains.identity.schemas import Password

KIDS_CEILING = 13
KIDS_DEFAULT = 7
LIMIT = 5


def _one_line(value: Any) -> Any:
    return (
        " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value
    )


def _printable(name: str) -> str:
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} for sign in name):
        msg = "leave out what can't be shown"
        raise ValueError(msg)
    return name


def _zone(name: str) -> str:
    if name not in available_timezones():
        msg = "write a time zone by its IANA name, as “Europe/Paris”"
        raise ValueError(msg)
    return name


ProfileName = Annotated[
    str,
    BeforeValidator(_one_line),
    StringConstraints(min_length=1, max_length=30),
    AfterValidator(_printable),
]
Pin = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$", min_length=4, max_length=4)]
MaxAge = Literal[0, 7, 13, 16, 18]
AvatarName = Annotated[str, StringConstraints(max_length=40)]
Clock24 = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Zone = Annotated[str, StringConstraints(min_length=3, max_length=64), AfterValidator(_zone)]
Quality = Literal["auto", "data_saver", "480", "720", "1080", "best"]


class Profile(BaseModel):
    """Somebody who watches with an account. `max_age` is the maturity ceiling; null: none."""

    id: UUID
    name: str
    avatar: str = Field(description="“set:<name>” for a drawn one, else a picture of its own")
    avatar_url: str
    avatar_srcset: str | None = Field(description="every size of a picture of its own")
    language: str
    max_age: int | None
    is_kids: bool
    has_pin: bool
    is_main: bool
    is_active: bool
    is_history_paused: bool
    version: int


class Profiles(BaseModel):
    """All profiles of an account."""

    items: list[Profile]
    limit: int = LIMIT


class NewProfile(BaseModel):
    """A profile to make."""

    model_config = ConfigDict(extra="forbid")

    name: ProfileName
    avatar: AvatarName | None = Field(default=None, description="a name of the drawn set")
    language: LanguageTag | None = None
    max_age: MaxAge | None = None
    is_kids: bool = False
    pin: Pin | None = None


class ProfilePatch(BaseModel):
    """What to change of a profile; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: ProfileName = ""
    avatar: AvatarName = ""
    language: LanguageTag = "en"
    max_age: MaxAge | None = None
    is_kids: bool = False
    is_history_paused: bool = False


class EnterProfile(BaseModel):
    """A PIN where it takes one, or the account's password instead."""

    model_config = ConfigDict(extra="forbid")

    pin: Pin | None = None
    password: Password | None = None


class NewPin(BaseModel):
    """A profile's new PIN, and the present one for whoever hasn't shown a credential lately."""

    model_config = ConfigDict(extra="forbid")

    pin: Pin
    current_pin: Pin | None = None


class DrawnAvatarBody(BaseModel):
    """One of the drawn set."""

    id: str
    url: str


class DrawnAvatars(BaseModel):
    """The drawn set, in the order to choose from."""

    items: list[DrawnAvatarBody]


class RoadsBody(BaseModel):
    """By which roads news reach this profile."""

    model_config = ConfigDict(extra="forbid")

    email: bool = True
    push: bool = True
    in_app: bool = True


class QuietHoursBody(BaseModel):
    """From when until when nothing rings, by the clock of a zone; over midnight if need be."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    from_: Clock24 = Field(alias="from", examples=["22:00"])
    to: Clock24 = Field(examples=["07:00"])
    zone: Zone = Field(examples=["Asia/Kolkata"])

    @model_validator(mode="after")
    def _lasts(self) -> "QuietHoursBody":
        if self.from_ == self.to:
            msg = "quiet hours begin and end at different times"
            raise ValueError(msg)
        return self


class PreferencesBody(BaseModel):
    """How a profile wants things. A null language: the film's own, and no subtitles."""

    interface_language: str
    audio_language: str | None
    subtitle_language: str | None
    region: str | None = Field(description="null: where the request comes from")
    quality: Quality
    autoplay_next: bool
    autoplay_previews: bool
    reduced_motion: bool
    roads: RoadsBody
    quiet_hours: QuietHoursBody | None


class RoadsPatch(BaseModel):
    """Roads to open or close; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    email: bool = True
    push: bool = True
    in_app: bool = True


class PreferencesPatch(BaseModel):
    """What to change; what is left out stays. Null is a value only where it says so."""

    model_config = ConfigDict(extra="forbid")

    interface_language: LanguageTag = "en"
    audio_language: LanguageTag | None = None
    subtitle_language: LanguageTag | None = None
    region: RegionCode | None = None
    quality: Quality = "auto"
    autoplay_next: bool = True
    autoplay_previews: bool = True
    reduced_motion: bool = False
    roads: RoadsPatch = RoadsPatch()
    quiet_hours: QuietHoursBody | None = None
