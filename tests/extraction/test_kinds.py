"""Direct, indirect and mixed, as printed."""

import pytest

from tests.extraction.reading import statements_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('قال سعيد الراوي، النائب البرلماني: "الوضع صعب جدا".', "direct"),
        ('قال سعيد الراوي، النائب البرلماني، إن "الوضع صعب جدا".', "direct"),
        ("قال سعيد الراوي، النائب البرلماني، إن الوضع صعب جدا.", "indirect"),
        ('قال سعيد الراوي، النائب البرلماني، إن الوضع في القرية "صعب ولا يحتمل التأجيل".', "mixed"),
        ('قال سعيد الراوي، النائب البرلماني، إن برنامج "أمل" تأخر كثيرا.', "indirect"),
        ("قال سعيد الراوي، النائب البرلماني: نحن ننتظر الجواب منذ سنة.", "direct"),
    ],
)
def test_it_reads_the_kind_off_the_page(text, kind):
    assert [statement.kind for statement in statements_in(text)] == [kind]
