"""Passwords: what is strong enough, and argon2id away from the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from streamverse.domains.identity.errors import WeakPassword

MIN_LENGTH = 8
MAX_LENGTH = 128
PASSPHRASE_LENGTH = 14
MIN_DIFFERENT = 5
MIN_KINDS = 2
KINDS_THAT_EXCUSE = 4
PERSONAL_LENGTH = 4
HASHING_THREADS = 2
MEMORY_KIB = 46 * 1024

# fmt: off
COMMON = frozenset(
    {  # the words behind the passwords that leak most
        "admin", "administrator", "asdfgh", "baseball", "batman", "changeme", "charlie",
        "computer", "dragon", "football", "freedom", "hello", "hunter", "iloveyou", "jordan",
        "killer", "letmein", "liverpool", "login", "master", "michael", "monkey", "mustang",
        "passw", "passwd", "password", "passwort", "pokemon", "princess", "qazwsx", "qwert",
        "qwerty", "qwertyuiop", "qwertz", "secret", "shadow", "starwars", "streamverse", "summer",
        "sunshine", "superman", "test", "trustno", "welcome", "whatever", "winter", "zaq",
        "zaqwsx", "zxcvbn", "zxcvbnm", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh",
    }
)
# fmt: on
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def require_strong(password: str, *personal: str) -> None:
    """Raise WeakPassword, with what to do about it, when a password is easily guessed.

    `personal` are words a guesser knows: the email, the name.
    """
    lowered = password.lower()
    if len(password) < MIN_LENGTH:
        raise WeakPassword(f"Use {MIN_LENGTH} characters or more.")
    if len(password) > MAX_LENGTH:
        raise WeakPassword(f"Use {MAX_LENGTH} characters or fewer.")
    if len(set(password)) < MIN_DIFFERENT:
        raise WeakPassword("Use more different characters.")
    if _kinds(password) < MIN_KINDS and len(password) < PASSPHRASE_LENGTH:
        raise WeakPassword("Mix letters with digits or signs, or use a whole phrase.")
    if _kinds(password) < KINDS_THAT_EXCUSE and _is_common(lowered):
        raise WeakPassword("This is one of the passwords that are tried first.")
    words = {part for word in personal for part in (word, word.partition("@")[0])}
    if any(len(word) >= PERSONAL_LENGTH and word.lower() in lowered for word in words):
        raise WeakPassword("Leave your name and your email out of it.")


def _kinds(password: str) -> int:
    is_sign = any(not char.isalnum() for char in password)
    tests = (str.islower, str.isupper, str.isdigit)
    return is_sign + sum(any(test(char) for char in password) for test in tests)


def _is_common(lowered: str) -> bool:
    letters = "".join(char for char in lowered if char.isalpha())
    stem = lowered.rstrip("0123456789!?.").translate(LOOKALIKES)
    return letters in COMMON or stem in COMMON


async def hashed(password: str) -> str:
    """Return the argon2id hash of a password, made in a thread; at most a few at once."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), _hasher().hash, password)


async def matches(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether a password fits, and a newer hash when the stored one is of weaker making.

    Without a stored hash it works as long and answers no, so that time tells nothing.
    """

    def verify() -> tuple[bool, str | None]:
        fits, newer = _hasher().verify_and_update(password, stored or _nobodys_hash())
        return fits and stored is not None, newer

    return await asyncio.get_running_loop().run_in_executor(_threads(), verify)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(HASHING_THREADS, thread_name_prefix="passwords")


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(time_cost=2, memory_cost=MEMORY_KIB, parallelism=1),))


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("the password of nobody at all")
