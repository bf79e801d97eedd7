from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Installed for its management commands and templates; it has no models."""

    name = "config"
