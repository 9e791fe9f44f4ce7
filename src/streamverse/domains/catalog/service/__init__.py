"""The rules of the catalog, a verb per function."""

from streamverse.domains.catalog.service.artwork import set_artwork
from streamverse.domains.catalog.service.browsing import home_of, list_titles, read_title
from streamverse.domains.catalog.service.series import add_episode, add_season, change_episode, remove_episode
from streamverse.domains.catalog.service.titles import (
    change_title,
    create_title,
    delete_title,
    owned_title,
    publish_title,
    replace_title,
    set_genre,
    withdraw_title,
)

__all__ = [
    "add_episode",
    "add_season",
    "change_episode",
    "change_title",
    "create_title",
    "delete_title",
    "home_of",
    "list_titles",
    "owned_title",
    "publish_title",
    "read_title",
    "remove_episode",
    "replace_title",
    "set_artwork",
    "set_genre",
    "withdraw_title",
]
