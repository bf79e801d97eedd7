"""Readers report errors, editors answer them, and the reader is told once."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from statements import tasks
from statements.models import ErrorReport, Statement

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

# An answer that cannot be sent for so long is sent no more.
SENDING_IS_TRIED_FOR = timedelta(days=3)
MOST_AT_A_TIME = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settled:
    told: int = 0
    forgotten: int = 0
    failed: int = 0


def report_error(
    statement: Statement, values: Mapping[str, Any], page: str, language: str, at: datetime
) -> ErrorReport:
    """Put a reader's report into the editors' queue; ``page`` is where the statement is shown."""
    return ErrorReport.objects.create(
        statement=statement,
        field=values["field"],
        comment=values["comment"],
        email=values["email"],
        page=page,
        language=language,
        sent_at=at,
    )


def answer(
    report: ErrorReport, state: ErrorReport.State, words: str, by: AbstractBaseUser, at: datetime
) -> bool:
    """Close an open report with an answer; False where somebody has answered it already."""
    with transaction.atomic():
        locked = ErrorReport.objects.select_for_update().get(pk=report.pk)
        if locked.state != ErrorReport.State.OPEN:
            return False
        locked.state, locked.answer = state, words
        locked.answered_by_id, locked.answered_at = by.pk, at
        locked.save(update_fields=["state", "answer", "answered_by", "answered_at"])
        # The queue may be down: the answer stands, and the hourly round sends it.
        transaction.on_commit(lambda: tasks.settle_error_reports.delay() and None, robust=True)
    return True


def reopen(report: ErrorReport) -> bool:
    """Take an answer back; its words stay to be changed. False where it is open already."""
    with transaction.atomic():
        locked = ErrorReport.objects.select_for_update().get(pk=report.pk)
        if locked.state == ErrorReport.State.OPEN:
            return False
        locked.state = ErrorReport.State.OPEN
        locked.answered_by = locked.answered_at = None
        locked.save(update_fields=["state", "answered_by", "answered_at"])
    return True


def mail_is_set_up() -> bool:
    return bool(settings.EMAIL_HOST and settings.DEFAULT_FROM_EMAIL)


def settle(now: datetime) -> Settled:
    """Tell readers what was answered, and delete every address that is needed no more."""
    answered = ErrorReport.objects.with_address().exclude(state=ErrorReport.State.OPEN)
    told = failed = 0
    if mail_is_set_up():
        due = answered.filter(answered_at__gt=now - SENDING_IS_TRIED_FOR)
        for pk in due.order_by("answered_at").values_list("pk", flat=True)[:MOST_AT_A_TIME]:
            outcome = _tell(pk, now)
            told += outcome is True
            failed += outcome is False
        answered = answered.filter(answered_at__lte=now - SENDING_IS_TRIED_FOR)
    old = ErrorReport.objects.with_address().filter(
        sent_at__lt=now - timedelta(days=settings.REPORT_ADDRESS_DAYS)
    )
    forgotten = answered.update(email="") + old.update(email="")
    return Settled(told, told + forgotten, failed)


def _tell(pk: int, now: datetime) -> bool | None:
    """Send one answer and delete the address; None where another worker is at it."""
    with transaction.atomic():
        waiting = ErrorReport.objects.with_address().exclude(state=ErrorReport.State.OPEN)
        report = waiting.select_for_update(skip_locked=True).filter(pk=pk).first()
        if report is None:
            return None
        try:
            _message(report).send()
        except (smtplib.SMTPException, OSError) as error:
            # The name of the error alone: a server's words may repeat the address.
            log.warning("The answer to report %d was not sent: %s", pk, type(error).__name__)
            return False
        report.email, report.told_at = "", now
        report.save(update_fields=["email", "told_at"])
    return True


def _message(report: ErrorReport) -> EmailMessage:
    """The answer in the reader's language; what he wrote himself is not repeated to anybody."""
    with override(report.language):
        body = render_to_string("mail/report_answer.txt", {"report": report})
        subject = gettext("Your report to Qawl was answered")
        return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [report.email])
