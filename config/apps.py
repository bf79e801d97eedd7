from django.apps import AppConfig
from django.contrib.admin import apps as administration


class ConfigConfig(AppConfig):
    """Installed for its management commands and templates; it has no models."""

    name = "config"
    default = True


class DeskConfig(administration.AdminConfig):
    """Django's administration, its first page arranged for editors."""

    default_site = "config.desk.Desk"
    default = False
