"""Measurements: `make bench` runs them all on throwaway services, `make bench ARGS=copies` one.

Each module has `measure(out)`, which fills what it needs, measures, and writes lines for
docs/measurements.md. None of them is a test: a busy machine makes no run fail.
"""
