"""How much may be sent in an hour: by one address on the network, and by all together."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

WINDOW = 3600


def network_of(request: HttpRequest) -> str:
    """The sender's address; of IPv6 the /64 that one household has.

    Behind a front server it is the address that this server saw, never what the sender claims.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        seen = request.headers.get("X-Forwarded-For", "")
        address = seen.rpartition(",")[2].strip() or address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def take_place(name: str, network: str, at: datetime, *, each: int, in_all: int) -> datetime | None:
    """Count one more in this hour; where it is one too many, when the next hour begins.

    Addresses are kept for two hours at most, and only as a keyed hash that changes every hour.
    """
    window = int(at.timestamp()) // WINDOW
    sender = salted_hmac("rate-limit", f"{window} {network}").hexdigest()[:32]
    keys = ((f"qawl:{name}:{window}:{sender}", each), (f"qawl:{name}:{window}", in_all))
    if all(_counted(key) <= most for key, most in keys):
        return None
    return datetime.fromtimestamp((window + 1) * WINDOW, UTC) + timedelta(minutes=1)


def _counted(key: str) -> int:
    cache.add(key, 0, 2 * WINDOW)
    return int(cache.incr(key))
