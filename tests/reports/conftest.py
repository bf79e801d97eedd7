from tests.admin.conftest import (  # noqa: F401 - fixtures
    chief,
    chief_client,
    client_in,
    editor,
    editor_client,
    reader,
    reader_client,
)
