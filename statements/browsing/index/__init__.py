"""The index of published statements: a copy on this host's disk that answers in milliseconds.

PostgreSQL is the truth. Where the index is missing, torn or behind, the database answers.
"""
