"""How long an editor needs for the review exercise, in a real browser on a real `manage.py up`.

QAWL_BENCH_PACE=1 lets the hands take the time of a person; without it that time is only added up.
QAWL_BENCH_ORDER= (empty) takes the least certain first, as the queue does by itself.
"""

import os
from collections import Counter

from playwright.sync_api import sync_playwright

from tests.bench._editor import Editor
from tests.bench._hands import Hands
from tests.plugins.browser import CHROMIUM
from tests.services.instance import Instance, manage

ORDER = os.environ.get("QAWL_BENCH_ORDER", "article")
PACE = float(os.environ.get("QAWL_BENCH_PACE", "0"))
PASSWORD = "long-enough-1"
SPENT = ("keys", "pointing", "homing", "waiting", "decisions", "reading")


def measure(out):
    instance = Instance()
    try:
        instance.start()
        hands = _work(instance)
        _tell(hands.work, out)
        out.write(manage("make_review_exercise", "--score", **instance.variables).stdout)
    finally:
        instance.remove()


def _work(instance):
    code = (
        "from django.contrib.auth.models import Group, User;"
        f"one = User.objects.create_user('editor', password={PASSWORD!r}, is_staff=True);"
        "one.groups.set(Group.objects.filter(name='editor'))"
    )
    for command in (("shell", "-c", code), ("make_review_exercise",)):
        done = manage(*command, **instance.variables)
        assert done.returncode == 0, done.stderr
    with instance.database() as database:
        names = dict(database.execute("SELECT code, name_ar FROM people_ministry").fetchall())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="ar", viewport={"width": 1440, "height": 900})
        page.set_default_timeout(10_000)
        page.goto(f"{instance.address}/admin/statements/statement/review/?order={ORDER}")
        page.fill("#id_username", "editor")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.locator(".rq").wait_for()
        hands = Hands(page, PACE)
        Editor(hands, names).clear()
        browser.close()
    return hands


def _tell(work, out):
    out.write(f"{'':24}{'times':>6}{'keys':>6}{'clicks':>7}{'drags':>6}")
    out.write("".join(f"{name:>10}" for name in SPENT) + f"{'seconds':>9}\n")
    whole = Counter()
    for kind, one in sorted(work.items(), key=lambda each: -each[1].seconds.total()):
        _line(kind, (one.rulings, one.keys, one.clicks, one.drags), one.seconds, out)
        whole.update(one.seconds)
    totals = [
        sum(getattr(one, name) for one in work.values()) for name in ("keys", "clicks", "drags")
    ]
    _line("together", ("", *totals), whole, out)
    by_hand = sum(whole[name] for name in SPENT[:4])
    out.write(f"by hand {by_hand:.0f} s, with deciding {by_hand + whole['decisions']:.0f} s,"
              f" with reading {whole.total():.0f} s\n")  # fmt: skip


def _line(name, numbers, seconds, out):
    out.write(
        f"{name:24}" + "".join(f"{n:>{w}}" for n, w in zip(numbers, (6, 6, 7, 6), strict=True))
    )
    out.write("".join(f"{seconds[each]:>10.1f}" for each in SPENT) + f"{seconds.total():>9.1f}\n")
