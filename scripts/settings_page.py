"""Write docs/run/settings.md from the settings themselves."""

from pathlib import Path

from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo

from streamverse.kit.settings import Settings

OWN = Settings.__annotations__  # the everyday ones come before the parts
PAGE = Path(__file__).resolve().parents[1] / "docs" / "run" / "settings.md"
HEAD = """\
# Settings

Everything is set by environment variables, read once at the start. A wrong one is named in words
and the service does not start. This page is made from `kit/settings.py` by `make openapi`.

| Variable | Default | What it is |
|---|---|---|
"""


def page() -> str:
    """Return the whole page."""
    fields = sorted(Settings.model_fields.items(), key=lambda item: item[0] not in OWN)
    return HEAD + "".join(row(field) for _, field in fields)


def row(field: FieldInfo) -> str:
    """Return a setting's line of the table."""
    alias = field.validation_alias
    names = alias.choices if isinstance(alias, AliasChoices) else [alias]
    shown = " or ".join(f"`{name}`" for name in names)
    about = (field.description or "").replace("|", "\\|")
    return f"| {shown} | {default(field)} | {about} |\n"


def default(field: FieldInfo) -> str:
    """Return a setting's default as one would type it; nothing where it is worked out."""
    value = field.default
    if isinstance(value, SecretStr) or value in ("", (), None):
        return ""
    if isinstance(value, Path):
        return f"`{value.name}`" if not value.is_absolute() else "the one built here"
    if isinstance(value, bool):
        return f"`{int(value)}`"
    return f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(page())
