"""The web application that gunicorn serves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Set before the settings are read: a server keeps its connections.
os.environ.setdefault("DATABASE_POOL_SIZE", "8")

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

if settings.SECRET_KEY_IS_TEMPORARY:
    raise ImproperlyConfigured("Set SECRET_KEY: without it every restart logs everybody out.")

application = get_wsgi_application()
