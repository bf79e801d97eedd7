"""The only place where several records are written together: one verb, one transaction."""
