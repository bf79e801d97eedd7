"""What the tests stand on, loaded with -p in pyproject.toml before the settings are read."""
