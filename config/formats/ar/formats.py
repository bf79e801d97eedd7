"""Dates as the Moroccan press prints them: 29 نونبر 2026 08:31.

Figures alone would be turned round in a line of Arabic, so that a short date is in words too.
"""

DATE_FORMAT = SHORT_DATE_FORMAT = "j F Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "j F Y H:i"
TIME_FORMAT = "H:i"
FIRST_DAY_OF_WEEK = 1
# Day before month, as in Morocco; the browser's own field sends the first.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]
