"""Month names as the Moroccan press writes them.

Django's own date formats look these words up; the project's Arabic catalogue answers with يوليوز,
غشت and شتنبر where Django would say يوليو, أغسطس and سبتمبر.
"""

from django.utils.translation import gettext_lazy as _

MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
    _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
