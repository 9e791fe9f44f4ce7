"""Why the catalog refuses.

NotFound 404           TitleNotFound, SeasonNotFound, EpisodeNotFound, ArtworkNotFound
Forbidden 403          NotYourTitle, TitleNotOffered
Conflict 409           TitleNotReady, SlugTaken, NumberTaken, NotASeries, KindFixed, OriginalGone
PreconditionFailed 412 TitleChangedMeanwhile
Invalid 422            BadPicture, AssetNotUsable, RoleOfOthers, BadOrder
TooLarge 413           PictureTooLarge
"""

from streamverse.kit.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    PreconditionFailed,
    TooLarge,
)


class TitleNotFound(NotFound):
    """No such title, or a draft of somebody else's."""

    code = "title_not_found"
    title = "There is no such title"


class SeasonNotFound(NotFound):
    """The series has no such season."""

    code = "season_not_found"
    title = "The series has no such season"


class EpisodeNotFound(NotFound):
    """The season has no such episode."""

    code = "episode_not_found"
    title = "The season has no such episode"


class ArtworkNotFound(NotFound):
    """Nobody gave a picture for this role."""

    code = "artwork_not_found"
    title = "There is no such picture"


class NotYourTitle(Forbidden):
    """Only its owner and editors change a title."""

    code = "not_your_title"
    title = "Only its owner and editors may change this title"


class TitleNotOffered(Forbidden):
    """Published, but not offered to whoever asks; `reason` says why, `opens_at` from when on."""

    code = "title_not_offered"
    title = "This title is not offered here and now"


class TitleNotReady(Conflict):
    """Something that a published title needs is missing; `missing` lists it."""

    code = "title_not_ready"
    title = "The title can't be published yet"


class SlugTaken(Conflict):
    """Another title has this address."""

    code = "slug_taken"
    title = "Another title has this address"


class NumberTaken(Conflict):
    """There is a season or an episode with this number."""

    code = "number_taken"
    title = "This number is taken"


class KindFixed(Conflict):
    """A title stays what it was made as: a series has seasons, a film an asset of its own."""

    code = "kind_fixed"
    title = "A title's kind can't be changed"


class NotASeries(Conflict):
    """Only a series has seasons."""

    code = "not_a_series"
    title = "Only a series has seasons"


class TitleChangedMeanwhile(PreconditionFailed):
    """If-Match names a version that is no longer the newest."""

    code = "title_changed"
    title = "Somebody changed this title in the meantime"


class BadPicture(Invalid):
    """Not a picture that we take."""

    code = "bad_picture"
    title = "This picture can't be used"


class OriginalGone(Conflict):
    """A picture of before uploads were kept can't be cut anew."""

    code = "original_gone"
    title = "Upload this picture again to cut it anew"


class PictureTooLarge(TooLarge):
    """More bytes or more pixels than we take."""

    code = "picture_too_large"
    title = "This picture is too large"


class RoleOfOthers(Invalid):
    """A picture's role that this subject doesn't have."""

    code = "role_of_others"
    title = "There is no picture of this role here"


class BadOrder(Invalid):
    """Not all of what shall be ordered, or something of another series."""

    code = "bad_order"
    title = "An order names everything once"


class AssetNotUsable(Invalid):
    """No such asset, or not this account's."""

    code = "asset_not_usable"
    title = "This asset can't be used here"
