"""Connections to public addresses only: the name is resolved once and the checked address is used.

A page that we are asked to fetch must not reach into the network that we run in. Every hop of a
redirect opens its connection here, so every hop is checked.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore2
from httpcore2 import NetworkBackend, NetworkStream, SyncBackend

_PORTS = frozenset({80, 443})
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# httpcore's own name for socket options; only handed through.
SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


class RefusedAddress(Exception):
    """The address is not one that may be fetched from: private, reserved, or on another port."""


class DeadlinePassed(Exception):
    """The whole exchange took longer than it may, however lively the server was."""


def _within(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise DeadlinePassed
    return left if timeout is None else min(timeout, left)


class _TimedStream(NetworkStream):
    """A connection on which no read or write outlives the deadline: headers may drip too."""

    def __init__(self, inner: NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, _within(self._deadline, timeout))
        except httpcore2.ReadTimeout:
            _within(self._deadline, timeout)  # the deadline's fault, or the server's
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _within(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        wait = _within(self._deadline, timeout)
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, wait), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(NetworkBackend):
    """Opens connections to public addresses on ports 80 and 443, and to what is allowed by name."""

    def __init__(self, allowed: frozenset[str], deadline: float) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._inner = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> NetworkStream:
        addresses = resolve(host, port, self._allowed)
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            wait = _within(self._deadline, timeout)
            try:
                stream = self._inner.connect_tcp(
                    str(address), port, wait, local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> NetworkStream:
        raise RefusedAddress("Unix sockets are not fetched from.")


def resolve(host: str, port: int, allowed: frozenset[str]) -> list[Address]:
    """The addresses to connect to, all checked. Raises RefusedAddress; ConnectError if unknown."""
    is_allowed = f"{host}:{port}".lower() in allowed
    if port not in _PORTS and not is_allowed:
        raise RefusedAddress(f"Port {port} of {host} is not fetched from: only 80 and 443 are.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(f"{host} is not known") from error
    addresses = list(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_allowed and not is_public(address):
            raise RefusedAddress(f"{host} is at {address}, which is not a public address.")
    return addresses


def is_public(address: Address) -> bool:
    """Whether an address is global unicast, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.teredo or address in _IPV4_COMPATIBLE:
            return False
        inner = _unwrapped(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _unwrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return None
