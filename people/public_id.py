"""Short public identifiers: what a permalink is made of."""

import secrets

# No vowels and nothing that can be misread: an id spells no word in any language.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 10


def new_public_id() -> str:
    """A random identifier of ten characters, about 47 bits: unique by constraint, never reused."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
