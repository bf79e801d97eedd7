"""The form by which a reader reports an error, without account or cookie."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

from statements.models import ErrorReport
from statements.models.reports import LONGEST_COMMENT

LASTS = timedelta(hours=12)
_SIGNER = TimestampSigner(salt="statements.report")


def new_token(public_id: str) -> str:
    """Proof that the form of this statement was opened here, and when."""
    return _SIGNER.sign(public_id)


class CommentField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        """Line ends as one character each, as the browser counts them."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class ReportForm(forms.Form):
    field = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ErrorReport.About.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is wrong."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    comment = CommentField(
        label=_("What should it say, and how do you know?"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write what is wrong, in a few words.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
        error_messages={
            "invalid": _("This is no e-mail address. Mend it, or leave the field empty.")
        },
    )
    # Nobody sees it; a program that fills every field fills it too.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, public_id: str, **kwargs: Any) -> None:
        self.public_id = public_id
        super().__init__(*args, **kwargs)
        self.initial["token"] = new_token(public_id)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self._insist_on_token()
        if self.cleaned_data.get("website"):
            raise ValidationError(
                _(
                    "A field that nobody sees was filled, as programs do. If you are none, send"
                    " it again: that field is empty now."
                )
            )
        return cleaned

    def _insist_on_token(self) -> None:
        try:
            opened = _SIGNER.unsign(self.cleaned_data.get("token", ""), max_age=LASTS)
        except SignatureExpired as error:
            raise ValidationError(
                _("This page was open for more than 12 hours. Look it over and send it again.")
            ) from error
        except BadSignature as error:
            raise ValidationError(_NOT_FROM_HERE) from error
        if opened != self.public_id:
            raise ValidationError(_NOT_FROM_HERE)

    def renewed(self) -> ReportForm:
        """This form with its complaints and all that was typed, ready to be sent again."""
        self.data = {
            **{name: self.data.get(name, "") for name in self.fields},
            "token": new_token(self.public_id),
            "website": "",
        }
        return self


_NOT_FROM_HERE = _("It could not be seen that this was sent from this page. Send it again.")
