"""The extraction engine: text in, statements with their source spans out. No Django, no I/O."""

from statements.extraction.engine import ENGINE_VERSION, Explanation, explain, extract_statements

__all__ = ["ENGINE_VERSION", "Explanation", "explain", "extract_statements"]
