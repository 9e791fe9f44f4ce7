"""StreamVerse: run your own streaming service."""

from importlib.metadata import version

__version__ = version("streamverse")
