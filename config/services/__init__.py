"""PostgreSQL and Valkey as `manage.py up` runs them: embedded, on sockets in the data folder."""
