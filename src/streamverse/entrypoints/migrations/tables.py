"""Every table of every domain, imported so that the metadata is whole."""

import importlib
import importlib.util
import pkgutil

from streamverse import domains
from streamverse.kit import outbox
from streamverse.kit.db import Base
from streamverse.kit.http import idempotency

for _package in pkgutil.iter_modules(domains.__path__):
    _name = f"{domains.__name__}.{_package.name}.models"
    if importlib.util.find_spec(_name):
        importlib.import_module(_name)

metadata = Base.metadata

__all__ = ["idempotency", "metadata", "outbox"]
