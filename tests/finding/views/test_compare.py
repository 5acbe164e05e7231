"""Comparing side by side: open to anyone, for two or three, whatever the address says."""

from careers import clock
from careers.jobs.models import OpportunityStatus
from tests.client import PageClient
from tests.factories import Factory


def test_two_stand_side_by_side_and_their_differences_are_named(client: PageClient, make: Factory) -> None:
    job = make.vacancy(title="Cook", closes_on=clock.today())
    other = make.placement(title="Try care", status=OpportunityStatus.FINISHED, closed_at=clock.now())

    page = client.get(f"/jobs/compare?ref={job.reference.lower()}&ref={other.reference}").text

    assert page.index(">Cook</th>") < page.index(">Try care</th>")
    assert "They differ in: open, employer, pay an hour" in page
    assert "Closed" in page
    assert f'href="/jobs/{job.reference}"' in page
    assert f'href="/placements/{other.reference}"' in page
    assert 'content="noindex"' in page


def test_distances_start_at_a_place_or_at_home(client: PageClient, make: Factory) -> None:
    refs = "&".join(f"ref={make.vacancy().reference}" for _ in range(2))
    at_home = make.candidate(postcode="MK3 6EB", lat=51.9927, lon=-0.7486)

    without = client.get(f"/jobs/compare?{refs}").text
    near_place = client.get(f"/jobs/compare?{refs}&place=Bedford").text
    unknown = client.get(f"/jobs/compare?{refs}&place=Zzyzxqw").text
    near_home = client.sign_in(at_home.user).get(f"/jobs/compare?{refs}").text

    assert "Distance" not in without
    assert "in a straight line from Bedford" in near_place
    assert "We could not find a place called “Zzyzxqw”" in unknown
    assert "Less than half a mile" in near_home
    assert "in a straight line from your postcode" in near_home
    assert "MK3 6EB" not in near_home


def test_a_fourth_and_what_is_gone_are_left_out_and_said(client: PageClient, make: Factory) -> None:
    adverts = [make.vacancy(title=f"Post {number}") for number in range(4)]
    gone = make.vacancy(status=OpportunityStatus.WITHDRAWN)

    page = client.get("/jobs/compare?" + "&".join(f"ref={each.reference}" for each in [gone, *adverts])).text

    assert "2 adverts are not shown" in page
    assert "Post 2" in page
    assert "Post 3" not in page


def test_two_alike_are_told_apart_by_their_references(client: PageClient, make: Factory) -> None:
    home = make.workplace()
    refs = [make.vacancy(home).reference for _ in range(2)]

    page = client.get(f"/jobs/compare?ref={refs[0]}&ref={refs[1]}").text

    assert all(f"({reference})" in page for reference in refs)


def test_odd_addresses_are_answered(client: PageClient, make: Factory) -> None:
    draft = make.vacancy(status=OpportunityStatus.DRAFT, first_published_at=None, title="Not out yet")
    one = make.vacancy()
    for query in ("", f"ref={one.reference}", "ref=%00", "ref=" + "x" * 5000, "&".join(["ref=V-1"] * 500)):
        answer = client.get(f"/jobs/compare?{query}")
        assert answer.status_code == 200
        assert "Choose two or three to compare" in answer.text
    assert "Not out yet" not in client.get(f"/jobs/compare?ref={one.reference}&ref={draft.reference}").text
