"""Every list and every record's page of the administration opens, whatever the model."""

import io

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from statements.services.invented import load_samples
from statements.services.reading import read_article

pytestmark = pytest.mark.django_db

OURS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in {"people", "statements"}),
    key=lambda model: model._meta.label,
)


@pytest.fixture
def samples(db):
    call_command("load_reference", stdout=io.StringIO())
    for intake in load_samples()[:3]:
        read_article(intake.article.pk)


def test_it_opens_every_page(samples, admin_client):
    opened = []
    for model in OURS:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert admin_client.get(reverse(f"{name}_changelist")).status_code == 200, name
        record = model._default_manager.first()
        if record is not None:
            address = reverse(f"{name}_change", args=[record.pk])
            assert admin_client.get(address).status_code == 200, address
            opened.append(model._meta.model_name)
    assert {"statement", "article", "speaker", "namedinstitution", "revision"} <= set(opened)
