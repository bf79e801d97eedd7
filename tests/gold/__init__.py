"""The project's own gold: invented articles, annotated by hand, offsets computed."""
