"""Finding published statements: which, how many, and how many for each value of each facet."""

from statements.browsing.choosing import browser
from statements.browsing.model import Browser, Dimension, Order, Place, Question, Rows, Window

__all__ = ["Browser", "Dimension", "Order", "Place", "Question", "Rows", "Window", "browser"]
