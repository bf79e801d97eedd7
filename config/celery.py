"""The queue. Tasks are declared with @shared_task in their app's tasks.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("qawl")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
