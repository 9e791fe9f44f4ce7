"""No domain forgets a person: every table with somebody's id says what becomes of its rows."""

import importlib
import importlib.util
import re
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest
from sqlalchemy import Column, Table

from streamverse.domains.identity.events import ErasureDue, PersonalDataWanted
from streamverse.entrypoints import domains
from streamverse.entrypoints.migrations.tables import metadata
from streamverse.kit import privacy as kit
from streamverse.kit.db import Base

PERSON = re.compile(
    r"(account|profile|viewer|owner|actor|user|guest|author|sender|recipient|follower|member)"
    r"(_id|_key)?|.*_by|.*email.*|.*address.*|impersonator_id|operator_id|subject|born_on|to"
)
PEOPLE = frozenset({"accounts", "profiles"})


def owners() -> dict[str, str]:
    """Return which domain each table belongs to, "kit" for the kit's."""
    found: dict[str, str] = {}
    for mapper in Base.registry.mappers:
        parts = mapper.class_.__module__.split(".")
        table = mapper.local_table
        assert isinstance(table, Table)
        found[table.name] = parts[2] if parts[1] == "domains" else "kit"
    return found


def says(domain: str) -> ModuleType | None:
    """Return what a domain says of personal data."""
    if domain == "kit":
        return kit
    name = f"streamverse.domains.{domain}.privacy"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def listed(domain: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return a domain's PERSONAL and KEPT."""
    module = says(domain)
    return getattr(module, "PERSONAL", {}), getattr(module, "KEPT", {})


def is_of_a_person(column: Column[object]) -> bool:
    """Whether a column says who somebody is."""
    names_people = {key.column.table.name for key in column.foreign_keys} & PEOPLE
    return bool(names_people) or PERSON.fullmatch(column.name) is not None


def personal_tables() -> Iterator[tuple[str, str]]:
    """Yield (domain, table) of every table that says who somebody is."""
    domain_of = owners()
    for table in metadata.sorted_tables:
        if table.name in PEOPLE or any(is_of_a_person(column) for column in table.columns):
            yield domain_of[table.name], table.name


class TestATableWithAPersonsId:
    @pytest.mark.parametrize(("domain", "table"), [*personal_tables()])
    def test_is_exported_and_erased_or_kept_for_a_reason(self, domain: str, table: str) -> None:
        personal, kept = listed(domain)
        assert table in {**personal, **kept}, (
            f"{table} says who somebody is: name it in domains/{domain}/privacy.py, in PERSONAL "
            "(how it is exported and erased) or in KEPT (why it is neither)"
        )

    def test_is_found_by_its_column_or_by_its_foreign_key(self) -> None:
        found = {table for _, table in personal_tables()}
        assert {"accounts", "profiles", "consents", "titles", "resume_points"} <= found
        assert "genres" not in found


@pytest.mark.parametrize("domain", [*domains.NAMES, "kit"])
class TestADomain:
    def test_names_only_tables_of_its_own_each_once_with_words(self, domain: str) -> None:
        personal, kept = listed(domain)
        own = {table for table, owner in owners().items() if owner == domain}
        assert set(personal) | set(kept) <= own
        assert not set(personal) & set(kept)
        assert all(len(words) > 10 for words in (*personal.values(), *kept.values()))

    def test_answers_exports_and_erasures_when_it_holds_what_is_personal(self, domain: str) -> None:
        if not listed(domain)[0]:
            return
        roster = domains.privacy_roster()
        assert domain in roster.exporters, f"{domain} does not react to {PersonalDataWanted.name}"
        if domain != "identity":  # which erases last, when all others have
            assert domain in roster.erasers, f"{domain} does not react to {ErasureDue.name}"


class TestRetention:
    def test_names_each_thing_once(self) -> None:
        names = [each.what for each in domains.privacy_roster().retentions]
        assert len(names) == len(set(names))
        assert {"sign_ins", "devices", "audit", "exports"} <= set(names)
