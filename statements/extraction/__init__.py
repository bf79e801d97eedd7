"""The extraction engine: text in, statements with their source spans out. No Django, no I/O."""
