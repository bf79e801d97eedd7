"""docker-compose.yml and .env.example set what the code reads, and nothing else."""

import re
import runpy
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text("utf-8"))
QAWL = ["migrate", "web", "worker", "index", "beat"]

# What gunicorn's configuration reads besides the settings.
_SERVER = {"HOST", "PORT", "WEB_WORKERS", "WEB_THREADS"}
_READ_BY_COMPOSE_ALONE = {"POSTGRES_PASSWORD", "WORKER_PROCESSES"}


def read_by_the_settings() -> set[str]:
    source = (CHECKOUT / "config" / "settings.py").read_text("utf-8")
    return {*re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', source), "QAWL_DATA"}


def offered_to_the_operator() -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+)", (CHECKOUT / "docker-compose.yml").read_text("utf-8")))


def settings_with(monkeypatch, variables: dict[str, str]) -> dict:
    for name in read_by_the_settings():
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(CHECKOUT / "config" / "settings.py"))


def filled_in(variables: dict[str, str], answers: dict[str, str]) -> dict[str, str]:
    """The variables as compose passes them, with the operator's answers in them."""

    def one(match: re.Match) -> str:
        name, default = match[1], match[2]
        return answers.get(name) or (default if default is not None else "")

    pattern = re.compile(r"\$\{([A-Z_]+)(?::-([^}]*)|:\?[^}]*)?\}")
    return {name: pattern.sub(one, value) for name, value in variables.items()}


@pytest.fixture
def production(monkeypatch):
    answers = {
        "POSTGRES_PASSWORD": "sesame",
        "SECRET_KEY": "k" * 50,
        "ALLOWED_HOSTS": "qawl.example.org",
        "CSRF_TRUSTED_ORIGINS": "https://qawl.example.org",
        "CONTACT": "editor@example.org",
    }
    variables = filled_in(COMPOSE["services"]["web"]["environment"], answers)
    return settings_with(monkeypatch, variables)


def test_it_has_all_parts():
    assert {*QAWL, "postgres", "redis"} == set(COMPOSE["services"])


@pytest.mark.parametrize("service", QAWL)
def test_every_variable_that_is_set_is_read(service):
    assert set(COMPOSE["services"][service]["environment"]) <= read_by_the_settings() | _SERVER


@pytest.mark.parametrize("service", QAWL)
def test_every_part_has_what_it_needs(service):
    needed = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "CONTACT"}
    assert needed <= set(COMPOSE["services"][service]["environment"])


def test_the_example_names_every_variable_without_a_default():
    text = (CHECKOUT / "docker-compose.yml").read_text("utf-8")
    required = set(re.findall(r"\$\{([A-Z_]+):\?", text)) | {"CSRF_TRUSTED_ORIGINS"}
    example = (CHECKOUT / ".env.example").read_text("utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == required
    assert offered_to_the_operator() <= read_by_the_settings() | _SERVER | _READ_BY_COMPOSE_ALONE


def test_the_settings_follow_the_variables(production):
    database = production["DATABASES"]["default"]
    assert (database["HOST"], database["PASSWORD"]) == ("postgres", "sesame")
    assert database["OPTIONS"]["pool"]["max_size"] == 8
    assert production["CELERY_BROKER_URL"] == "redis://redis:6379/0"
    assert production["CACHES"]["default"]["LOCATION"] == "redis://redis:6379/1"
    assert production["ALLOWED_HOSTS"][0] == "qawl.example.org"
    assert production["CSRF_TRUSTED_ORIGINS"] == ["https://qawl.example.org"]
    assert "editor@example.org" in production["USER_AGENT"]
    assert production["SECRET_KEY"] == "k" * 50


def test_production_is_closed_by_default(production):
    assert production["DEBUG"] is False
    secure = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    assert [name for name in secure if not production[name]] == []
    assert production["SECURE_HSTS_SECONDS"] > 0
    assert production["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_development_is_plain_http_on_this_machine(monkeypatch, tmp_path):
    settings = settings_with(monkeypatch, {"DEVELOPMENT": "1", "QAWL_DATA": str(tmp_path)})
    assert settings["DEBUG"] is False
    assert settings["SECURE_SSL_REDIRECT"] is False
    assert settings["DATABASES"]["default"]["HOST"] == str(tmp_path / "run")
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_each_service_can_be_replaced_alone(monkeypatch, tmp_path):
    data = {"QAWL_DATA": str(tmp_path)}
    only_database = settings_with(monkeypatch, data | {"DATABASE_URL": "postgresql://db/qawl"})
    assert only_database["DATABASES"]["default"]["HOST"] == "db"
    assert str(tmp_path) in only_database["CELERY_BROKER_URL"]
    only_queue = settings_with(monkeypatch, data | {"REDIS_URL": "rediss://:secret@queue:6380"})
    assert only_queue["DATABASES"]["default"]["HOST"] == str(tmp_path / "run")
    assert only_queue["CELERY_BROKER_URL"] == "rediss://:secret@queue:6380"
    assert only_queue["CACHES"]["default"]["LOCATION"] == "rediss://:secret@queue:6380/1"
