"""Stored errors in the reader's language, for templates."""

from django import template

from statements.reasons import in_words

register = template.Library()
register.filter("in_words", in_words)
