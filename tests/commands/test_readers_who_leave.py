"""Commands that print much end quietly when nobody reads on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "statements" / "samples" / "pages"
GOLD = ROOT / "tests" / "gold" / "negatives.jsonl"


@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluate", str(GOLD)),
        ("evaluate", str(GOLD), "--json"),
        ("extract", str(min(SAMPLES.iterdir())), "--explain"),
    ],
)
def test_it_ends_without_an_error(arguments):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            stdout=writer,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
