"""Why profiles, PINs, avatars and preferences are refused.

Forbidden 403
├── PinRequired        whose PIN it takes is in `profile_id`
└── WrongPin           `tries_left` before it is locked
NotFound 404 NoSuchProfile
Conflict 409 TooManyProfiles, ProfileNameTaken, MainProfileStays, NoActiveProfile
PreconditionFailed 412 ProfileChangedMeanwhile
Invalid 422 KidsCeiling, NoSuchAvatar, BadAvatar · TooLarge 413 AvatarTooLarge
TooMany 429 PinLocked, TooManyAvatars
"""

from streamverse.kit.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    PreconditionFailed,
    TooLarge,
    TooMany,
)


class NoSuchProfile(NotFound):
    """No profile of this account."""

    code = "no_such_profile"
    title = "There is no such profile"


class TooManyProfiles(Conflict):
    """Five are all there is room for."""

    code = "too_many_profiles"
    title = "An account has at most five profiles"


class ProfileNameTaken(Conflict):
    """Two profiles of one account can't share a name."""

    code = "profile_name_taken"
    title = "Another profile has this name"


class MainProfileStays(Conflict):
    """The profile of the account's holder."""

    code = "main_profile_stays"
    title = "The main profile can't be deleted or become a kids profile"


class NoActiveProfile(Conflict):
    """Signed in, but nobody said who watches."""

    code = "no_active_profile"
    title = "Choose a profile first"


class ProfileChangedMeanwhile(PreconditionFailed):
    """Somebody changed the profile first."""

    code = "profile_changed"
    title = "Somebody changed this profile in the meantime"


class KidsCeiling(Invalid):
    """A kids profile always has a low ceiling."""

    code = "kids_ceiling"
    title = "A kids profile shows nothing above the age of 13"


class PinRequired(Forbidden):
    """This way takes a PIN, or the account's password instead."""

    code = "pin_required"
    title = "Enter the PIN"


class WrongPin(Forbidden):
    """Not the PIN."""

    code = "wrong_pin"
    title = "This is not the PIN"


class PinLocked(TooMany):
    """Too many wrong tries; the account's password still opens."""

    code = "pin_locked"
    title = "Too many wrong PINs"


class NoSuchAvatar(Invalid):
    """Not one of the drawn set."""

    code = "no_such_avatar"
    title = "There is no such avatar"


class BadAvatar(Invalid):
    """The upload can't be made into an avatar."""

    code = "bad_avatar"
    title = "This picture can't be used"


class AvatarTooLarge(TooLarge):
    """More bytes than a picture of a face takes."""

    code = "avatar_too_large"
    title = "This picture is too large"


class TooManyAvatars(TooMany):
    """Too many pictures in a short time."""

    code = "too_many_avatars"
    title = "Too many pictures in a short time"
