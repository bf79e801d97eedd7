"""The queue. Tasks are declared with @shared_task in their app's tasks.py."""

import os
import signal
from typing import Any

from celery import Celery
from celery.signals import task_postrun, task_prerun, worker_init, worker_process_init

from config import logs
from config.services.orphans import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery(
    "qawl",
    task_cls="config.history:RememberedTask",
    fixups=["config.connections:fixup"],
)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

task_prerun.connect(logs.carry_the_subject)
task_postrun.connect(logs.drop_the_subject)


@worker_init.connect
def take_back_what_a_killed_worker_began(**_: Any) -> None:
    """Done by the only worker of a queue; with several, the visibility time-out must do it."""
    from config.queue import hand_out_again

    if os.environ.get("ONLY_WORKER") == "1":
        hand_out_again()


@worker_process_init.connect
def end_with_the_worker(**_: Any) -> None:
    """A pool process ends with a killed worker instead of staying behind."""
    die_with_parent(signal.SIGKILL, os.getppid())
