"""Where the bytes of pages as fetched are kept: in the database, or in a storage beside it.

A storage (setting RAW_PAGES_URL) keeps them under their hash, so that keeping twice keeps once.
What was kept in the database before stays readable there.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from statements.ingestion.model import UnreadableInput

STORAGE = "raw_pages"
AT_ONCE = 8
_BATCH = 8 * AT_ONCE

T = TypeVar("T")
R = TypeVar("R")


class RawPageLost(UnreadableInput):
    """The storage does not hold these bytes, or not as they were kept; trying again is no use."""


class StorageSilent(Exception):
    """The storage does not answer, or not to us; the page may well be there."""


def are_kept_outside() -> bool:
    """True where a storage beside the database is set."""
    return STORAGE in settings.STORAGES


def packed(raw: bytes) -> bytes:
    """The same page gives the same bytes."""
    return gzip.compress(raw, mtime=0)


def keep(sha256: str, compressed: bytes) -> bytes | None:
    """Put a page where pages are kept; what is left for its row to hold. Raises StorageSilent."""
    if not are_kept_outside():
        return compressed
    try:
        _storage().save(name_of(sha256), ContentFile(compressed))
    except _failures() as failure:
        raise StorageSilent(f"The storage of raw pages takes nothing: {failure}") from failure
    return None


def compressed_of(sha256: str) -> bytes:
    """The compressed bytes that the storage keeps. Raises RawPageLost, StorageSilent."""
    name = name_of(sha256)
    if not are_kept_outside():
        raise RawPageLost(f"The raw page is in a storage that is not set here ({name}).")
    try:
        with _storage().open(name) as file:
            found: bytes = file.read()
    except FileNotFoundError:
        raise RawPageLost(f"The storage of raw pages does not hold {name}.") from None
    except _failures() as failure:
        raise StorageSilent(f"The storage of raw pages does not answer: {failure}") from failure
    unpacked(sha256, found)
    return found


def unpacked(sha256: str, compressed: bytes) -> bytes:
    """The page's bytes. Raises RawPageLost when they are not those that have this hash."""
    try:
        raw = gzip.decompress(compressed)
    except (OSError, EOFError, zlib.error):
        raw = b""
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise RawPageLost(f"The raw page {name_of(sha256)} is damaged.")
    return raw


def name_of(sha256: str) -> str:
    """Spread over 256 folders, which file systems behind a storage may need."""
    return f"{sha256[:2]}/{sha256}.gz"


def several(function: Callable[[T], R], subjects: Iterable[T]) -> Iterator[R]:
    """The function's results in order, a few being fetched or put at the same time."""
    left = iter(subjects)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while batch := list(islice(left, _BATCH)):
            yield from pool.map(function, batch)


def _storage() -> Storage:
    return storages[STORAGE]


def _failures() -> tuple[type[Exception], ...]:
    """Loaded when something failed: most instances never need it."""
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    return OSError, Boto3Error, BotoCoreError, ClientError
