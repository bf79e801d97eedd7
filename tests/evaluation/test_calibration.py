from statements.evaluation.calibration import calibration
from statements.evaluation.scoring import score_article
from tests.evaluation.test_scoring import ROAD, make_article, make_statement


def test_it_sets_what_was_said_against_what_was_right():
    sure = {"detection": 0.9, "stance": 0.92}
    predicted = make_article(
        {**ROAD, "confidence": sure},
        make_statement("لم يقل أحد هذا الكلام", confidence={"detection": 0.55}),
    )
    bins = {
        (b.field, b.low): (b.n, b.confidence, b.right)
        for b in calibration([score_article(make_article(ROAD), predicted, {})])
    }
    assert bins[("detection", 0.9)] == (1, 0.9, 1.0)
    assert bins[("detection", 0.5)] == (1, 0.55, 0.0)
    assert bins[("stance", 0.9)] == (1, 0.92, 1.0)
