"""Is this instance able to work? Asked by the supervisor, by Docker and by load balancers."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError


def healthz(request: HttpRequest) -> HttpResponse:
    """200 `ok`, or 503 and the names of the services that do not answer."""
    missing = [name for name, answers in _CHECKS if not answers()]
    if missing:
        return HttpResponse(f"no answer: {', '.join(missing)}\n", "text/plain", status=503)
    return HttpResponse("ok\n", "text/plain", headers={"Cache-Control": "no-store"})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    try:
        cache.get("healthz")
    except (RedisError, OSError):
        return False
    return True


_CHECKS = (("database", _database_answers), ("redis", _redis_answers))
