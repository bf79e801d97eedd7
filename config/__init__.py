"""How Qawl is put together and run: settings, addresses, queue, embedded services."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
