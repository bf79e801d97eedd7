"""Finding published statements: which, how many, and how many for each value of each facet."""
