class CannotStart(Exception):
    """Qawl cannot start here; the text is one line for the person at the terminal."""
