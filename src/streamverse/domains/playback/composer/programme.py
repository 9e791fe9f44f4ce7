"""What one viewer watches, and what they may see of it."""

from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.media.timeline import PlayableAsset


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an asset, from `start_seconds` to `end_seconds` (its end when None).

    Both lie on the asset's grid: a segment belongs to the span that holds its middle, so sound,
    whose segments end within some milliseconds of the picture's, is cut at the same place.
    """

    asset: PlayableAsset
    start_seconds: float = 0.0
    end_seconds: float | None = None

    @property
    def duration_seconds(self) -> float:
        """How long the span will be once its asset is complete."""
        end = self.asset.duration_seconds if self.end_seconds is None else self.end_seconds
        return max(0.0, end - self.start_seconds)


@dataclass(frozen=True, slots=True)
class Programme:
    """What one viewer watches: spans in their order. At least one."""

    id: UUID
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, asset: PlayableAsset) -> "Programme":
        """Return the programme of a film: the whole of one asset, under the asset's id."""
        return cls(asset.id, (Span(asset),))

    @property
    def duration_seconds(self) -> float:
        """How long the programme will be once all is made."""
        return sum(span.duration_seconds for span in self.spans)

    @property
    def main(self) -> PlayableAsset:
        """The asset whose rungs and languages the others are mapped onto: the longest span's."""
        return max(self.spans, key=lambda span: span.duration_seconds).asset


@dataclass(frozen=True, slots=True)
class ViewerPolicy:
    """What a viewer may have: no rung above `max_rung` (None: any), `languages` best first."""

    max_rung: int | None = None
    is_audio_only: bool = False
    languages: tuple[str, ...] = ()

    @property
    def is_limited(self) -> bool:
        """Tell whether anything is kept from this viewer."""
        return self.is_audio_only or self.max_rung is not None

    def permits(self, rung: int) -> bool:
        """Tell whether a rung may be had; 0 is sound, which always may."""
        if not rung:
            return True
        return not self.is_audio_only and (self.max_rung is None or rung <= self.max_rung)
