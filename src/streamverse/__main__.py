"""`python -m streamverse` is the same as `streamverse`."""

from streamverse.entrypoints.cli.main import main

main()
