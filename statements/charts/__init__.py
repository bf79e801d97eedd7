"""Pictures drawn on the server: counts of statements turned into shapes that link to their rows.

Every picture is given a question and the query string that asks the same of the list; each of its
parts carries that query string with its own choice added.
"""

from statements.charts.bars import Bar, Side, beside, rankings, stance_bars
from statements.charts.families import FAMILIES, Family
from statements.charts.network import HeatMap, Network, Pairs, heat_map, network, pairs_of
from statements.charts.series import Series, series_of
from statements.charts.timeline import Timeline, timeline

__all__ = [
    "FAMILIES",
    "Bar",
    "Family",
    "HeatMap",
    "Network",
    "Pairs",
    "Series",
    "Side",
    "Timeline",
    "beside",
    "heat_map",
    "network",
    "pairs_of",
    "rankings",
    "series_of",
    "stance_bars",
    "timeline",
]
