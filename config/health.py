"""Is this instance able to work? Asked by the supervisor, by Docker and by load balancers."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from redis.exceptions import RedisError


def healthz(request: HttpRequest) -> HttpResponse:
    """200 `ok`, or 503 and the names of the services that do not answer."""
    missing = [name for name, answers in _CHECKS if not answers()]
    if missing:
        return HttpResponse(f"no answer: {', '.join(missing)}\n", "text/plain", status=503)
    return HttpResponse("ok\n", "text/plain", headers={"Cache-Control": "no-store"})


def workers(request: HttpRequest) -> HttpResponse:
    """200 `ok` while a worker answers and nothing has waited too long, else 503 and why."""
    from statements import operation

    queue, wrong = operation.queue(), []
    if not queue.answers:
        wrong.append("the queue does not answer")
    elif not queue.workers:
        wrong.append("no worker answers")
    age = operation.waiting().age(timezone.now()).total_seconds()
    if age > settings.LONGEST_WAIT:
        wrong.append(f"the oldest article or page has waited {age:.0f} seconds")
    body = "; ".join(wrong) or "ok"
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(f"{body}\n", "text/plain", 503 if wrong else 200, headers=headers)


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
