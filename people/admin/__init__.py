"""The editors' admin of people and institutions.

``SpeakerAdmin`` and ``MinistryAdmin`` are registered by ``statements.admin``, which knows the
statements that must follow when a speaker or a ministry is renamed.
"""

from people.admin import bodies, names, speakers

__all__ = ["bodies", "names", "speakers"]
