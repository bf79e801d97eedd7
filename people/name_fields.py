"""The column under which speakers are found by name, however the name is spelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from people.name_matching import KEY_LENGTH, index_keys, whole_key
from people.names import read_name


class NameKeysField(ArrayField):  # type: ignore[type-arg]
    """Lookup keys of the names in other columns, computed on every write."""

    def __init__(self, *, sources: Sequence[str], **kwargs: Any) -> None:
        self.sources = tuple(sources)
        fixed = {"base_field": models.CharField(max_length=KEY_LENGTH), "default": list}
        super().__init__(**{**kwargs, **fixed, "editable": False})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for made_here in ("base_field", "default", "editable", "size"):
            kwargs.pop(made_here, None)
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:
        texts = [getattr(model_instance, source) or "" for source in self.sources]
        keys = keys_of_names(text for text in texts if text)
        setattr(model_instance, self.attname, keys)
        return keys


def keys_of_names(texts: Iterable[str]) -> list[str]:
    """All keys of some names of one speaker, sorted."""
    return sorted(
        {key for text in texts for key in (*index_keys(read_name(text)), whole_key(text))}
    )
