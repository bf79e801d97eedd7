"""Text from the web is data: it is shown letter for letter and never obeyed."""

import re

import pytest

from tests import factories as make

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp; {{ 7|add:7 }}"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"


@pytest.fixture
def hostile(db):
    chamber = make.make_chamber("councillors", name_ar=HOSTILE)
    ministry = make.make_ministry("EVIL", HOSTILE, names=[HOSTILE])
    speaker = make.make_speaker(HOSTILE, aliases=[HOSTILE])
    party = make.make_party("evil", HOSTILE)
    make.make_appointment(speaker, title=HOSTILE, chamber=chamber, party=party)
    article = make.make_article(
        f"{HOSTILE}\nقال {HOSTILE} إن {HOSTILE}\n{HOSTILE}",
        title=HOSTILE,
        author=HOSTILE,
        source=make.make_source(HOSTILE, host=""),
        url="https://outlet.example/?a=%22%3E%3Cscript%3E",
        is_sample=True,
    )
    return make.make_statement(
        HOSTILE,
        cue="قال",
        printed=HOSTILE,
        article=article,
        speaker=speaker,
        party=party,
        chamber=chamber,
        appointment=speaker.appointments.get(),
        session=make.make_session(chamber=chamber),
        roles_printed=[HOSTILE],
        addressed=[ministry],
        mentioned=[HOSTILE],
        rules={"speaker": HOSTILE},
    )


def test_it_shows_hostile_text_letter_for_letter(client, hostile):
    addresses = [
        "/",
        "/statements/",
        "/statements/?q=script",
        f"/statements/?speaker={hostile.speaker.public_id}&party=evil&ministry=EVIL",
        "/speakers/",
        "/ministries/",
        "/sessions/",
        "/articles/",
        hostile.get_absolute_url(),
        hostile.speaker.get_absolute_url(),
        hostile.institutions.get(relation="addressed").ministry.get_absolute_url(),
        hostile.session.get_absolute_url(),
        hostile.article.get_absolute_url(),
    ]
    for address in addresses:
        text = client.get(address).content.decode()
        assert "alert(" in text, address
        assert not re.search("<script>|<img", text), address
        assert "14" not in re.findall(r"&amp;amp; (.{0,20})", text), address


def test_it_marks_hostile_words_without_obeying_them(client, hostile):
    text = client.get(hostile.get_absolute_url()).content.decode()
    assert re.search(r'<mark class="is-content[^"]*">' + re.escape(ESCAPED), text)


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_it_gives_back_a_hostile_question_as_text(client, db, prefix):
    for parameter in ("q", "stance", "speaker", "date_after", "source", "page"):
        answer = client.get(f"{prefix}/statements/", {parameter: '"><script>alert(1)</script>'})
        assert "<script>" not in answer.content.decode()


def test_it_links_to_no_address_that_runs_code(client, db):
    told = make.make_statement(
        article=make.make_article(
            "أكد سالم البرتقالي أن القوارب تحتاج إلى صيانة عاجلة", url="javascript:alert(1)"
        )
    )
    for address in (told.get_absolute_url(), told.article.get_absolute_url()):
        assert 'href="javascript:' not in client.get(address).content.decode()
