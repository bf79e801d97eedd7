"""Every field says how sure it is, and which rule decided it."""

from tests.extraction.reading import statements_in

TEXT = (
    "قال سعيد الراوي، النائب البرلماني، إن الوضع صعب، داعيا إلى الصبر.\n"
    "وأضافت مصادر من المكتب أن الجلسة تأجلت.\n"
    "وأكد الطبيب المختص أن الأدوية متوفرة.\nوأضاف أن الطلب كبير."
)


def test_it_gives_each_field_a_probability_and_a_rule():
    for statement in statements_in(TEXT):
        for field in ("detection", "content", "speaker", "stance", "kind"):
            assert 0 < statement.confidence[field] < 1
            assert statement.rules[field]


def test_it_is_surer_of_a_name_than_of_an_unread_subject():
    named, _, _, unread, _ = statements_in(TEXT)
    assert unread.rules["speaker"] == "unread-subject"
    assert named.confidence["speaker"] > unread.confidence["speaker"]
    assert named.confidence["detection"] > unread.confidence["detection"]


def test_it_is_no_surer_of_a_speaker_taken_over_than_of_the_one_before():
    *_, unread, elided = statements_in(TEXT)
    assert elided.rules["speaker"] == "speaker-before"
    assert elided.confidence["speaker"] <= unread.confidence["speaker"]
