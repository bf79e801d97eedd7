"""Database columns that are computed in Python on every write, bulk writes included."""

from __future__ import annotations

from typing import Any

from django.db import models

from people.folding import fold


class FoldedField(models.CharField):  # type: ignore[type-arg]
    """The folded spelling of another column, so that no write path can forget to fold."""

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        kwargs["editable"] = False
        self.source = source
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(getattr(model_instance, self.source) or "")[: self.max_length]
        setattr(model_instance, self.attname, folded)
        return folded
