"""One address for one page: tracking parameters, fragments and letter case aside."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING_PREFIXES = ("utm_", "fb_", "mc_", "pk_", "mtm_", "matomo_", "hsa_", "ga_", "at_", "xtor")
_TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
        "mibextid",
        "ref",
        "ref_src",
        "ref_url",
        "referrer",
        "source",
        "src",
        "cmpid",
        "campaign_id",
        "ncid",
        "ocid",
        "sr_share",
        "spm",
        "share",
        "shared",
        "_ga",
        "_gl",
        "amp",
        "noamp",
        "feature",
        "__twitter_impression",
        "fromtelegram",
    ]
)
_PORTS = {"http": 80, "https": 443}
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"


def canonical_url(url: str) -> str:
    """The address by which an article is known; what is no web address is given back as it is."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.strip()
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or any(character.isspace() for character in host):
        return url.strip()
    host = _ascii_host(host)
    netloc = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    path = quote(parts.path, safe=_SAFE_PATH) or "/"
    return urlunsplit((scheme, netloc, path, _kept_query(parts.query), ""))


def host_of(url: str) -> str:
    """The outlet's host in an address, without www; with its port, unless it is the scheme's own.

    Empty where the address has none.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if not host or port in (None, _PORTS.get(parts.scheme.lower())):
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def joined(base: str | None, address: str | None) -> str | None:
    """The absolute form of an address found on the page at ``base``."""
    if not address:
        return base
    try:
        absolute = urljoin(base or "", address)
    except ValueError:
        return base
    return absolute if absolute.lower().startswith(("http://", "https://")) else base


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host.lower()}]"
    try:
        return host.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return host.lower()


def _kept_query(query: str) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKING_PREFIXES)
    ]
    return urlencode(kept)
