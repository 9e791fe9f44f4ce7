"""Entity tags of what has a version."""


def etag_of(version: int) -> str:
    """Return the entity tag of a version."""
    return f'"{version}"'


def is_named(if_match: str | None, version: int) -> bool:
    """Whether an If-Match header names this version; without one every version will do."""
    if if_match is None:
        return True
    tags = {tag.strip().removeprefix("W/") for tag in if_match.split(",")}
    versions = {tag.partition("-")[0].strip('"') for tag in tags}  # a read's tag says more behind
    return "*" in tags or str(version) in versions
