"""The heat map in a real browser: what stands at its edges is not cut off."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

OUTSIDE = """() => {
    const map = document.querySelector(".heat-chart").getBoundingClientRect();
    return [...document.querySelectorAll(".heat-chart .label")].filter(one => {
        const box = one.getBoundingClientRect();
        return box.left < map.left - 1 || box.right > map.right + 1 || box.top < map.top - 1;
    }).map(one => one.textContent);
}"""


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_long_names_of_ministries_stay_inside(live_server, page, prefix):
    for number in range(3):
        ministry = make.make_ministry(
            name_ar=f"وزارة القوارب والمراسي والمنارات والشباك {number}",
            name_fr=f"Présidence du gouvernement des bateaux et des ports {number}",
        )
        speaker = make.make_speaker(f"سالم البرتقالي {number}")
        make.make_statement(f"القوارب {number}", speaker=speaker, addressed=[ministry])
    page.goto(f"{live_server.url}{prefix}/statements/charts/")
    assert page.locator(".heat-chart .label").count() == 6
    assert page.evaluate(OUTSIDE) == []
