"""The filter graph of an encoding pass: one decode, one clean-up, then every rung from it."""

from collections.abc import Sequence

from streamverse.domains.media.engine.spec import Grid, RungSpec, SourceFacts

_TONEMAP = (
    "zscale=t=linear:npl=100",
    "format=gbrpf32le",
    "zscale=p=bt709",
    "tonemap=hable:desat=0",
    "zscale=t=bt709:m=bt709:r=tv",
)


def clean_up(facts: SourceFacts) -> list[str]:
    """Return the filters that make any source progressive, square and in standard range."""
    filters = ["bwdif=mode=send_frame:deint=interlaced"] if facts.is_interlaced else []
    return [*filters, *(_TONEMAP if facts.is_hdr else ()), "format=yuv420p"]


def steady(grid: Grid, clock_seconds: float, skipped_frames: int, padded_frames: int) -> list[str]:
    """Return the filters that put frames on the grid's rate, from the file's `clock_seconds` on.

    The first `skipped_frames` are decoded only to know what is on screen when the unit begins.
    """
    rate = f"{grid.frame_rate[0]}/{grid.frame_rate[1]}"
    filters = [f"setpts=PTS-({clock_seconds:.6f})/TB", f"fps=fps={rate}:start_time=0:round=near"]
    if skipped_frames:
        filters += [f"trim=start_frame={skipped_frames}", "setpts=PTS-STARTPTS"]
    if padded_frames:
        filters += [f"tpad=stop={padded_frames}:stop_mode=clone"]
    return filters


def ladder(base: Sequence[str], stream: int, rungs: Sequence[RungSpec]) -> str:
    """Return the whole graph; rung number i comes out at `[v{i}]`.

    Rungs are scaled one from another, largest first: less work than each from the source.
    """
    chains = [f"[0:{stream}]{','.join(base)}[s0]"]
    for index, rung in enumerate(rungs):
        scale = f"[s{index}]scale={rung.width}:{rung.height}:flags=bicubic,setsar=1"
        if index + 1 < len(rungs):
            chains.append(f"{scale},split=2[v{index}][s{index + 1}]")
        else:
            chains.append(f"{scale}[v{index}]")
    return ";".join(chains)
