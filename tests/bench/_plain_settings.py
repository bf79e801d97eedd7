"""The site with nothing but the plain page."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench._plain"
