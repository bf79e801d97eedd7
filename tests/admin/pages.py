"""The admin as an editor uses it: open a page, change its form, send it, choose actions."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.urls import reverse
from lxml import html


def address_of(record, page="change"):
    meta = record._meta
    arguments = [] if page in ("changelist", "add") else [record.pk]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=arguments)


def opened(client, address):
    """The values of the form on a page, ready to be changed and sent."""
    response = client.get(address)
    assert response.status_code == 200
    tree: Any = html.document_fromstring(response.content.decode())
    (form,) = [each for each in tree.forms if (each.get("id") or "").endswith("_form")]
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def send(client, address, values, **changes):
    return client.post(address, {**values, **changes})


def edit(client, record, **changes):
    """Open a record's page, change some fields, save."""
    address = address_of(record)
    response = send(client, address, opened(client, address), **changes)
    assert response.status_code == 302, errors_in(response)
    record.refresh_from_db()
    return response


def errors_in(response):
    """The complaints of a page that was not saved."""
    tree: Any = html.document_fromstring(response.content.decode())
    return " ".join(" ".join(each.itertext()) for each in tree.find_class("errorlist"))


def choose(client, action, *records):
    """Select rows on a list and run an action on them."""
    pks = [record.pk for record in records]
    data = {"action": action, "_selected_action": pks}
    response = client.post(address_of(records[0], "changelist"), data)
    for record in records:
        record.refresh_from_db()
    return response


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def history_of(record):
    entries = LogEntry.objects.filter(
        object_id=str(record.pk), content_type__model=record._meta.model_name
    )
    return [(entry.user.username, entry.get_change_message()) for entry in entries.order_by("pk")]
