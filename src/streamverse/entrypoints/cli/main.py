"""`streamverse`: the list of commands."""

import sys

import typer

import streamverse
from streamverse.entrypoints import runtime
from streamverse.entrypoints.cli import checks, ingest, media, search, service, tables, user
from streamverse.entrypoints.datafolder import DataFolderInUse
from streamverse.entrypoints.demo.cli import demo
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
for command in (
    service.up,
    service.api,
    service.worker,
    service.migrate,
    ingest.ingest,
    demo,
    search.reindex,
    checks.doctor,
    checks.openapi,
):
    app.command()(command)
app.command("import")(tables.import_table)
app.command("export")(tables.export_table)
app.add_typer(user.app, name="user")
app.add_typer(media.app, name="media")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(streamverse.__version__)


def main() -> None:
    """Run a command; what a person can mend is said in words, without a traceback."""
    try:
        app()
    except (WrongSettings, DataFolderInUse, PortTaken, runtime.SchemaNotCurrent) as error:
        sys.exit(str(error))
    except Refusal as refusal:
        sys.exit(f"{refusal.title}. {refusal.detail}")
