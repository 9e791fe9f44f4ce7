"""What the catalog refuses."""

from streamverse.kit.errors import Conflict, Invalid, NotFound, PreconditionFailed


class TitleNotFound(NotFound):
    """No such title, or not the caller's to see."""

    code = "title_not_found"
    title = "There is no such title"


class SeasonNotFound(NotFound):
    """No such season."""

    code = "season_not_found"
    title = "There is no such season"


class EpisodeNotFound(NotFound):
    """No such episode."""

    code = "episode_not_found"
    title = "There is no such episode"


class AssetNotYours(NotFound):
    """The asset is not there or belongs to somebody else."""

    code = "asset_not_found"
    title = "There is no such upload of yours"


class NumberTaken(Conflict):
    """A season or an episode has that number."""

    code = "number_taken"
    title = "That number is taken"


class NotASeries(Conflict):
    """Only series have seasons."""

    code = "not_a_series"
    title = "Only a series has seasons and episodes"


class NotReadyToPublish(Invalid):
    """Something is missing; `missing` lists what."""

    code = "not_ready_to_publish"
    title = "Something is missing before this can be published"


class ChangedMeanwhile(PreconditionFailed):
    """The title is not the version that the caller saw."""

    code = "changed_meanwhile"
    title = "Somebody else changed this title in the meantime"


class BadPicture(Invalid):
    """The upload is not a picture that can be used."""

    code = "bad_picture"
    title = "This picture can't be used"
