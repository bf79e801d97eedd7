"""The admin in a real browser: Arabic, under the strict content security policy, desk and phone."""

import pytest

from tests.admin.pages import address_of
from tests.factories import make_article, make_speaker, make_statement, make_user, span_of

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "مقدمة.\nأكد سالم أن المرسى ضيق جدا ولا يتسع لأهله.\nخاتمة <b>المقال</b>."


@pytest.fixture
def complaints(page):
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else 0)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def at_work(live_server, page):
    make_user("editor", password="long-enough-1", is_staff=True, is_superuser=True)
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "long-enough-1")
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")
    return page


def test_it_lets_an_editor_put_a_statement_right(live_server, at_work, complaints):
    page = at_work
    speaker = make_speaker("أمينة الصدفي")
    article = make_article(TEXT)
    statement = make_statement("المرسى ضيق جدا", article=article, printed="سالم")
    page.goto(live_server.url + address_of(statement))
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".article-text mark.is-content").inner_text() == "المرسى ضيق جدا"

    page.evaluate(
        """() => {
            const mark = document.querySelector(".article-text mark.is-content").firstChild;
            document.getSelection().setBaseAndExtent(mark, 0, mark, "المرسى ضيق".length);
        }"""
    )
    page.click("[data-take=content]")
    page.click(".field-speaker .select2-selection")
    page.fill(".select2-search__field", "امينه")
    page.click(".select2-results__option:has-text('الصدفي')")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    statement.refresh_from_db()
    assert statement.content_spans == [span_of(TEXT, "المرسى ضيق")]
    assert statement.speaker == speaker
    assert statement.review_status == "corrected"
    page.click("[name=_reject]")
    page.wait_for_selector("#result_list")
    statement.refresh_from_db()
    assert statement.review_status == "rejected"
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 360])
def test_it_fits_desk_and_phone(live_server, at_work, complaints, width):
    page = at_work
    page.set_viewport_size({"width": width, "height": 900})
    speaker = make_speaker(aliases=["سالم"])
    speaker.appointments.create(office="other", title="مقررة اللجنة")
    statement = make_statement(speaker=speaker)
    shown = [address_of(statement), address_of(speaker), address_of(statement.article)]
    lists = [address_of(one, "changelist") for one in (statement, speaker, statement.article)]
    for address in [*shown, *lists]:
        page.goto(live_server.url + address)
        too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(too_wide) == 0, address
    assert complaints == []
