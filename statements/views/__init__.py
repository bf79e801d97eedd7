"""The researcher's pages: parse the request, ask a queryset, render."""
