"""Passwords: what is strong enough, and argon2id away from the event loop.

Strength is zxcvbn's: it knows 30,000 common passwords, names, words, keyboard walks and dates,
and asks nobody outside.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from math import prod

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn import zxcvbn
from zxcvbn.matching import L33T_TABLE

from streamverse.domains.identity.errors import WeakPassword

MIN_LENGTH = 8
MAX_LENGTH = 128
JUDGED_LENGTH = 72
MOST_WORK = 60_000
"""Of judging, in characters squared times readings: about a tenth of a second."""
ENOUGH = 3
"""Of zxcvbn's scores 0-4: takes over 10^8 guesses (Wheeler, USENIX Security 2016)."""
HASHING_THREADS = 2
# OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
MEMORY_KIB = 19 * 1024
PASSES = 2
OUR_WORDS = ("streamverse", "stream", "verse")


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a password is to guess: `score` 0 (at once) to 4, and what would help."""

    score: int
    is_enough: bool
    warning: str
    suggestions: tuple[str, ...]


async def judged(password: str, *personal: str) -> Strength:
    """Judge a password, away from the event loop. `personal` are words a guesser knows."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), judge, password, *personal)


def judge(password: str, *personal: str) -> Strength:
    """Judge a password. Long ones are judged by their beginning, which is slow enough."""
    if len(password) < MIN_LENGTH:
        return Strength(
            0, is_enough=False, warning=f"Use {MIN_LENGTH} characters or more.", suggestions=()
        )
    if len(password) > MAX_LENGTH:
        warning = f"Use {MAX_LENGTH} characters or fewer."
        return Strength(0, is_enough=False, warning=warning, suggestions=())
    known = [part for word in personal for part in (word, *word.replace("@", " ").split())]
    found = zxcvbn(_judged_part(password), user_inputs=[*known, *OUR_WORDS], max_length=MAX_LENGTH)
    feedback = found["feedback"]
    score = int(found["score"])
    is_enough = score >= ENOUGH
    warning = feedback["warning"] or ("" if is_enough else "This is guessed too easily.")
    return Strength(score, is_enough, warning, tuple(feedback["suggestions"]))


def _judged_part(password: str) -> str:
    """Return as much of a password's beginning as is judged in a moment.

    Signs that stand for letters ("@" for "a") are read in every way, and the ways multiply: all
    of them together would keep a thread busy for seconds.
    """
    for length in range(min(len(password), JUDGED_LENGTH), MIN_LENGTH, -1):
        part = password[:length]
        readings = prod(
            max(1, sum(sign in part for sign in signs)) for signs in L33T_TABLE.values()
        )
        if readings * length**2 <= MOST_WORK:
            return part
    return password[:MIN_LENGTH]


async def require_strong(password: str, *personal: str) -> None:
    """Raise WeakPassword, with what to do about it, when a password is easily guessed."""
    strength = await judged(password, *personal)
    if not strength.is_enough:
        words = " ".join((strength.warning, *strength.suggestions))
        raise WeakPassword(words, score=strength.score, suggestions=strength.suggestions)


async def hashed(password: str) -> str:
    """Return the argon2id hash of a password, made in a thread; at most a few at once."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), _hasher().hash, password)


async def matches(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether a password fits, and a newer hash when the stored one is of weaker making.

    Without a stored hash it works as long and answers no, so that time tells nothing.
    """

    def verify() -> tuple[bool, str | None]:
        fits, newer = _hasher().verify_and_update(password, stored or _nobodys_hash())
        return fits and stored is not None, newer if stored else None

    return await asyncio.get_running_loop().run_in_executor(_threads(), verify)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(HASHING_THREADS, thread_name_prefix="passwords")


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1),))


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("the password of nobody at all")
