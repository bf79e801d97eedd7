"""Settings as they come from the environment: text in, typed values out, a clear error else."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable with surrounding space removed; unset and empty both give the default."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """1, true, yes, on or their opposites."""
    value = text(name).lower()
    if value == "" and name not in os.environ:
        return default
    if value in _YES | _NO:
        return value in _YES
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number not below `least`."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()) or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least}, not {value!r}.")
    return int(value)


def words(name: str) -> list[str]:
    """A list separated by commas or spaces."""
    return text(name).replace(",", " ").split()


def database(url: str) -> dict[str, Any]:
    """The database at an address such as postgresql://user:password@host/name."""
    try:
        parsed = dict(dj_database_url.parse(url))
    except (ValueError, KeyError):
        parsed = {}
    if not str(parsed.get("ENGINE", "")).endswith("postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name."
        )
    return parsed


def page_storage(url: str) -> dict[str, Any]:
    """Django's description of the storage at an address such as s3://bucket/folder?region_name=….

    Without a key in the address boto3 looks for one where it always does.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    unknown = options.keys() - {"endpoint_url", "region_name", "addressing_style"}
    if parts.scheme != "s3" or not parts.hostname or parts.port or unknown:
        raise ImproperlyConfigured(
            "RAW_PAGES_URL must look like s3://KEY:SECRET@bucket/folder?endpoint_url=https://host,"
            " with region_name and addressing_style where they are needed."
        )
    # Servers of one's own seldom have a name for each bucket.
    style = options.pop("addressing_style", "path" if "endpoint_url" in options else "auto")
    keys = {"access_key": parts.username, "secret_key": parts.password}
    return {
        "BACKEND": "config.page_storage.PageStorage",
        "OPTIONS": {
            "bucket_name": parts.netloc.rpartition("@")[2],
            "location": parts.path.strip("/"),
            "addressing_style": style,
            **options,
            **{name: unquote(value) for name, value in keys.items() if value},
        },
    }
