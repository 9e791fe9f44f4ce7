"""What runs, in which mode, what is missing: checks in words, for `streamverse doctor`."""

import asyncio
import shutil
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

import httpx

from streamverse.adapters.cache import open_cache
from streamverse.adapters.mail import SmtpRoad, open_mail
from streamverse.adapters.objects import open_objects
from streamverse.adapters.places import open_places
from streamverse.adapters.search.folders import index_in_words
from streamverse.domains.catalog.public import folder_problem
from streamverse.domains.media.engine import media_programs
from streamverse.domains.notifications.public import MailDelayed
from streamverse.entrypoints.datafolder import find_door
from streamverse.entrypoints.migrations.migrate import current_and_newest
from streamverse.entrypoints.tls import certificate_files
from streamverse.kit.db import Database
from streamverse.kit.process import ChildRunner
from streamverse.kit.settings import GIB, Settings, WrongSettings

Verdict = Literal["ok", "warning", "wrong"]
PATIENCE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's result; `advice` says what to do when it is not ok."""

    check: str
    verdict: Verdict
    what: str
    advice: str = ""


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield one finding per check; a check that breaks is itself a finding."""
    yield _mode(settings)
    checks: tuple[tuple[str, Callable[[Settings], Awaitable[Finding]]], ...] = (
        ("service", _service),
        ("data folder", _data_folder),
        ("database", _database),
        ("object store", _objects),
        ("cache", _cache),
        ("mail", _mail),
        ("places", _places),
        ("ffmpeg", _ffmpeg),
        ("search", _search),
        ("watch folder", _watch_folder),
        ("web site", _web_site),
        ("TLS", _tls),
    )
    for name, check in checks:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                yield await check(settings)
        except Exception as error:  # noqa: BLE001 - any failure of a check is what it reports
            reason = str(error) or type(error).__name__
            yield Finding(
                name, "wrong", f"does not answer: {reason}", "Check its setting and that it runs."
            )


def _mode(settings: Settings) -> Finding:
    if settings.is_embedded:
        return Finding("mode", "ok", "embedded: one process owns the data folder")
    if settings.redis_url:
        return Finding("mode", "ok", "server: shared engines, any number of processes")
    advice = "Set REDIS_URL before you start a second process."
    return Finding(
        "mode", "warning", "PostgreSQL without Redis or Valkey: one process only", advice
    )


async def _service(settings: Settings) -> Finding:
    door = find_door(settings.data)
    if door is None:
        return Finding("service", "ok", f"none runs on {settings.data.absolute()}")
    trust = ssl.create_default_context()
    certificate = certificate_files(settings)
    if certificate:
        trust.load_verify_locations(certificate[0])
    async with httpx.AsyncClient(verify=trust) as client:
        answer = await client.get(f"{door.url}/health/ready")
    if answer.is_success:
        return Finding("service", "ok", f"runs at {settings.site_url} (process {door.pid})")
    failing = [name for name, result in answer.json().get("checks", {}).items() if result != "ok"]
    return Finding(
        "service", "wrong", f"runs but is not ready: {', '.join(failing)}", "See its log."
    )


async def _data_folder(settings: Settings) -> Finding:
    folder = settings.data.absolute()
    if not folder.exists():
        return Finding("data folder", "ok", f"{folder} will be made at the first start")
    free = shutil.disk_usage(folder).free
    what = f"{folder}, {free / GIB:.1f} GiB free"
    if free < settings.min_free_bytes:
        return Finding("data folder", "wrong", what, "Uploads are refused: make room on this disk.")
    return Finding("data folder", "ok", what)


async def _database(settings: Settings) -> Finding:
    database = Database(settings.database)
    try:
        if database.is_sqlite and not (settings.data / "streamverse.db").exists():
            return Finding("database", "ok", "SQLite, made at the first start")
        current, newest = await current_and_newest(database)
    finally:
        await database.close()
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    if current == newest:
        return Finding("database", "ok", f"{kind} at revision {current}")
    advice = "`streamverse up` migrates by itself; else run `streamverse migrate`."
    return Finding("database", "warning", f"{kind} at revision {current}, not {newest}", advice)


async def _objects(settings: Settings) -> Finding:
    async with open_objects(settings) as objects:
        await objects.head("doctor")
    return Finding("object store", "ok", settings.object_store_url or "a folder in the data folder")


async def _cache(settings: Settings) -> Finding:
    async with open_cache(settings) as cache:
        await cache.get("doctor")
    return Finding("cache", "ok", "Redis or Valkey" if settings.redis_url else "in the process")


async def _mail(settings: Settings) -> Finding:
    road = open_mail(settings)
    if isinstance(road, SmtpRoad) and settings.smtp:
        try:
            await road.try_connection()
        except MailDelayed as delayed:
            advice = "Check SMTP_URL; mail waits and leaves once the server answers."
            return Finding("mail", "wrong", str(delayed), advice)
        return Finding("mail", "ok", f"by the server {settings.smtp.name}")
    if road.kind == "folder":
        what = f"kept in {settings.data.absolute() / 'mail'}, none leaves this machine"
        return Finding("mail", "ok", what, "Set SMTP_URL to send it.")
    return Finding("mail", "wrong", "has no road", "Set SMTP_URL: no link reaches anybody.")


async def _places(settings: Settings) -> Finding:
    if settings.geoip_file is None:
        advice = "Set GEOIP_FILE to a country file to have them told."
        return Finding("places", "ok", "countries are not told", advice)
    try:
        with open_places(settings):
            return Finding("places", "ok", f"countries by {settings.geoip_file}")
    except WrongSettings as problem:
        advice = "The service does not start with it: correct GEOIP_FILE."
        return Finding("places", "wrong", str(problem), advice)


async def _ffmpeg(_: Settings) -> Finding:
    programs = media_programs()
    if "ffmpeg" not in programs:
        advice = "Install the imageio-ffmpeg package, or your system's ffmpeg."
        return Finding("ffmpeg", "wrong", "not found", advice)
    banner = await ChildRunner(programs).output("ffmpeg", ["-hide_banner", "-version"])
    return Finding("ffmpeg", "ok", banner.decode(errors="replace").splitlines()[0])


async def _search(settings: Settings) -> Finding:
    known = index_in_words(settings.data / "search")
    where = "" if settings.is_embedded else "; each process that serves the API keeps its own"
    if known is None:
        return Finding("search", "ok", f"Tantivy, built at the first start{where}")
    if not known.is_current:
        advice = "It is built anew at the next start; search answers 503 until then."
        return Finding("search", "warning", f"Tantivy, {known.what}{where}", advice)
    return Finding("search", "ok", f"Tantivy, {known.what}{where}")


async def _watch_folder(settings: Settings) -> Finding:
    folder = settings.watch_folder
    if folder is None:
        advice = "Set STREAMVERSE_WATCH_FOLDER to have films taken from one."
        return Finding("watch folder", "ok", "none", advice)
    problem = folder_problem(folder)
    if problem:
        advice = "Make the folder, or let the service read it and its subfolders."
        return Finding("watch folder", "wrong", f"{folder}: {problem}", advice)
    return Finding("watch folder", "ok", f"{folder} can be read")


async def _web_site(settings: Settings) -> Finding:
    if (settings.web_dist / "index.html").exists():
        return Finding("web site", "ok", "built")
    return Finding("web site", "warning", "not built", "`make run` builds it.")


async def _tls(settings: Settings) -> Finding:
    files = certificate_files(settings)
    if files is None:
        advice = "Browsers open six connections at most without HTTP/2; set STREAMVERSE_TLS."
        return Finding("TLS", "ok", "off", advice)
    return Finding("TLS", "ok", f"{files[0]}, HTTP/2 offered")
