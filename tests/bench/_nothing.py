"""A task that does nothing: what a queue costs by itself."""

from celery import shared_task


@shared_task(name="bench.nothing")
def nothing() -> None:
    """Done."""


@shared_task(name="bench.nothing_unkept", ignore_result=True)
def nothing_unkept() -> None:
    """Done, and no result stored of it."""
