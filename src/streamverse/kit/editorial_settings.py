"""The settings of publishing: who reviews, what a title may be shown by at first, what is kept."""

from enum import StrEnum

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from streamverse.kit.defence_settings import Names


class Review(StrEnum):
    """Whether creators publish by themselves."""

    OFF = "off"
    ON = "on"


class EditorialSettings(BaseSettings):
    """Part of `Settings`."""

    review: Review = Field(
        default=Review.OFF,
        validation_alias="STREAMVERSE_REVIEW",
        description="on: creators hand their titles in and an editor publishes them; off: they "
        "publish themselves",
    )
    default_window_territories: Names = Field(
        default=("*",),
        validation_alias="STREAMVERSE_DEFAULT_WINDOW_TERRITORIES",
        description="countries (ISO 3166-1 alpha-2, separated by commas) where a title is offered "
        "that is published without a rights window; *: everywhere",
    )
    default_window_monetisation: str = Field(
        default="free",
        pattern="^(free|ads|subscription)$",
        validation_alias="STREAMVERSE_DEFAULT_WINDOW_MONETISATION",
        description="what viewers give for it then: free, ads or subscription",
    )
    default_window_days: int = Field(
        default=0,
        ge=0,
        validation_alias="STREAMVERSE_DEFAULT_WINDOW_DAYS",
        description="days it is offered then; 0: without an end",
    )
    deleted_titles_kept_days: int = Field(
        default=30,
        ge=1,
        validation_alias="STREAMVERSE_DELETED_TITLES_KEPT_DAYS",
        description="days in which a deleted title can be brought back",
    )

    @field_validator("default_window_territories")
    @classmethod
    def _are_countries(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [each for each in value if each != "*" and not (len(each) == 2 and each.isupper())]
        if wrong or not value:
            msg = "take * or countries as two capital letters, separated by commas"
            raise ValueError(msg)
        return value
