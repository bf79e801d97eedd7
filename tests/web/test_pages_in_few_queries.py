import pytest

from tests import factories as make
from tests.web.every_page import a_full_world, pages_of


@pytest.fixture
def many(world):
    for number in range(12):
        speaker = make.make_speaker(f"متحدث {number}")
        make.make_appointment(speaker, group=world.palms, party=world.palm)
        make.make_statement(
            f"قارب رقم {number}",
            speaker=speaker,
            addressed=[world.boats, world.bread],
            session=world.sitting,
            chamber=world.upper,
            group=world.palms,
            party=world.palm,
            appointment=speaker.appointments.get(),
            article=make.make_article(
                f"أكد سالم البرتقالي أن قارب رقم {number} في وزارة القوارب.",
                source=world.lighthouse,
            ),
        )
    return world


PLACE = "2025-04-22.99999999"
QUERIES = [
    ("/", 9),
    ("/statements/", 8),
    ("/statements/?q=قارب&stance=stress&ministry=BOAT&speaker={salem}&session={sitting}", 10),
    (f"/statements/?q=قارب&session={{sitting}}&sort=oldest&after={PLACE}", 10),
    (f"/statements/?chamber=councillors&before={PLACE}", 10),
    ("/statements/?open=kind&open=source&open=group&more=speaker&find_ministry=قوارب", 8),
    ("/statements/?q=زقزق&stance=ask&ministry=BOAT&kind=direct&session={sitting}", 10),
    ("/statements/?stance=wrong", 2),
    ("/speakers/", 9),
    ("/ministries/", 3),
    ("/sessions/", 4),
    ("/articles/", 4),
]


@pytest.mark.parametrize(("address", "most"), QUERIES)
def test_it_asks_the_database_a_fixed_number_of_times(
    client, many, django_assert_max_num_queries, address, most
):
    ids = {"salem": many.salem.public_id, "sitting": many.sitting.public_id}
    address = address.format(**ids)
    client.get(address)  # what a process knows of names from then on
    with django_assert_max_num_queries(most):
        client.get(address)


@pytest.mark.django_db
def test_every_public_page_asks_at_most_ten_times(client, django_assert_max_num_queries):
    for addresses in pages_of(a_full_world()).values():
        for address in addresses:
            with django_assert_max_num_queries(10, info=address):
                assert client.get(address).status_code == 200, address


def test_a_page_with_many_rows_asks_no_more_often(client, many, django_assert_max_num_queries):
    for one in (many.asked, many.salem, many.boats, many.sitting, many.asked.article):
        with django_assert_max_num_queries(10):
            assert client.get(one.get_absolute_url()).status_code == 200
