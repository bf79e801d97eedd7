"""Dates as the Moroccan press prints them: 29 نونبر 2026 08:31."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
