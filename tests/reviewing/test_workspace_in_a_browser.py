"""The workspace under quick hands: what was pressed falls on what was seen, and nothing is lost."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import make_article, make_ministry, make_speaker, make_statement, make_user

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "أكد سالم أن المرسى ضيق جدا.\nوقالت نورة إن السوق واسع، داعية إلى بناء مرسى جديد."


@pytest.fixture
def statement():
    return make_statement("المرسى ضيق جدا", article=make_article(TEXT), least_confidence=0.1)


@pytest.fixture
def following(statement):
    article = statement.article
    return make_statement("السوق واسع", cue="وقالت", article=article, least_confidence=0.2)


@pytest.fixture
def desk(live_server, page, client, statement):
    """The workspace at the statement, with somebody at it who may do everything."""
    client.force_login(make_user("editor", is_staff=True, is_superuser=True))
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(live_server.url + reverse("admin:review_statement", args=[statement.pk]))
    return page


@pytest.fixture
def held(desk):
    """Holds back the answers from addresses of a pattern, until it is called."""
    waiting = []

    def hold(pattern):
        desk.route(re.compile(pattern), lambda route: waiting.append(route))

        def release():
            for route in waiting:
                route.continue_()
            desk.unroute_all()

        return release

    return hold


def at(page, statement):
    return expect(page.locator(f"#workspace[data-statement='{statement.pk}']")).to_have_count(1)


def test_what_enter_takes_is_chosen_before_the_next_key_saves(desk, statement, following, held):
    ministry = make_ministry(name_ar="وزارة القوارب")
    release = held("/ministry/")
    desk.keyboard.press("i")
    desk.keyboard.type("القوارب")
    desk.keyboard.press("Enter")
    desk.keyboard.press("c")
    release()
    at(desk, following)
    statement.refresh_from_db()
    assert [one.ministry for one in statement.institutions.all()] == [ministry]
    assert statement.review_status == "corrected"


def test_an_addressee_that_was_unchecked_does_not_hide_the_one_searched_for(desk, statement):
    other = make_ministry(name_ar="الوزارة المنتدبة لدى وزيرة القوارب المكلفة بالشباك")
    wanted = make_ministry(name_ar="وزارة القوارب")
    make_statement(
        "السوق واسع", cue="وقالت", printed="نورة", article=statement.article, addressed=[other]
    )
    desk.reload()
    shown = desk.locator("[data-choices-of=ministry]")
    shown.get_by_text(other.name_ar).click()
    shown.get_by_text(other.name_ar).click()
    desk.keyboard.press("i")
    desk.keyboard.type(wanted.name_ar)
    desk.keyboard.press("Enter")
    expect(desk.locator(f"[name=addressee][value='{wanted.pk}@']")).to_be_checked()
    expect(desk.locator(f"[name=addressee][value='{other.pk}@']")).not_to_be_checked()


def test_it_says_that_nothing_is_found_and_lets_one_type_on(desk):
    desk.keyboard.press("b")
    desk.keyboard.type("لا أحد بهذا الاسم")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-choices-of=speaker] .rv-nothing")).to_be_visible()
    expect(desk.locator("[name=q_speaker]")).to_be_focused()


def test_a_key_held_down_rules_on_one_statement_only(desk, statement, following, held):
    release = held(f"/review/{statement.pk}/$")
    desk.keyboard.down("c")
    desk.keyboard.down("c")
    release()
    at(desk, following)
    desk.keyboard.down("c")
    desk.keyboard.up("c")
    following.refresh_from_db()
    assert following.review_status == "extracted"


def test_a_search_begun_too_early_is_made_at_the_next_statement(desk, statement, following, held):
    speaker = make_speaker("نورة الصدفي")
    release = held(f"/review/{statement.pk}/$")
    desk.keyboard.press("c")
    desk.keyboard.press("r")
    desk.keyboard.press("b")
    desk.keyboard.type("rj")
    release()
    at(desk, following)
    expect(desk.locator("[name=q_speaker]")).to_have_value("rj")
    desk.locator("[name=q_speaker]").fill("الصدفي")
    expect(desk.locator(f"[name=speaker][value='{speaker.pk}']")).to_have_count(1)
    following.refresh_from_db()
    assert following.review_status == "extracted"


def test_words_of_another_statement_are_selected_by_drawing_over_them(desk, statement, following):
    desk.reload()
    other = desk.locator(f"[data-other='{following.pk}']").last
    box = other.bounding_box()
    desk.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    desk.mouse.up()
    expect(desk.locator(".rv-take")).to_be_visible()
    desk.keyboard.press("t")
    expect(desk.locator("#id_content_words")).to_have_value("السوق واسع")
    at(desk, statement)
    other.click()
    at(desk, following)


@pytest.mark.parametrize("size", [(1440, 900), (1100, 750), (768, 1024), (360, 740)])
def test_no_field_lies_under_the_buttons_and_nothing_is_too_wide(desk, size):
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    desk.locator("[data-choices-of=session] [type=radio]").last.focus()
    field = desk.locator("[data-choices-of=session] label").last.bounding_box()
    buttons = desk.locator(".rv-actions").bounding_box()
    assert field["y"] + field["height"] <= buttons["y"] + 1
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert desk.evaluate(too_wide) == 0


def test_a_question_mark_shows_the_keys_on_any_keyboard(desk):
    keys = desk.locator("#keys")
    for key in ("?", "؟"):
        expect(keys).to_be_hidden()
        desk.evaluate("key => document.body.dispatchEvent(new KeyboardEvent('keydown', "
                      "{ key, code: 'Slash', bubbles: true, cancelable: true }))", key)  # fmt: skip
        expect(keys).to_be_visible()
        desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_each_language_has_a_workspace_of_its_own(desk):
    desk.locator(".languages [lang=fr]").click()
    assert desk.locator("html").get_attribute("dir") == "ltr"
    expect(desk.locator("[name=_save]")).to_contain_text("Confirmer")
