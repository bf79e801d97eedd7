"""A task that does nothing: what a queue costs by itself."""

from celery import shared_task


@shared_task(name="bench.nothing")
def nothing() -> None:
    """Done."""
