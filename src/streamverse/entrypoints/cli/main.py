"""`streamverse`: every command, loaded only when it is called."""

import sys

import typer

import streamverse
from streamverse.entrypoints.cli import ingest, media, service, user
from streamverse.entrypoints.datafolder import DataFolderInUse
from streamverse.entrypoints.serve import PortTaken
from streamverse.kit.errors import Refusal
from streamverse.kit.settings import WrongSettings

app = typer.Typer(
    name="streamverse",
    help="Run your own streaming service.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(streamverse.__version__)


def main() -> None:
    """Run a command; what a person did wrong is said in words, without a traceback."""
    try:
        app()
    except (WrongSettings, DataFolderInUse, PortTaken) as error:
        sys.exit(f"{error}")
    except Refusal as refusal:
        sys.exit(f"{refusal.title}. {refusal.detail}")
