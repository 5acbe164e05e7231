"""Journey: three experts rate a question, an officer takes their key and makes it live, and retires another one."""

import re
from collections.abc import Callable

import sqlalchemy as sa

from careers.access import Role
from careers.database import db
from careers.questions.models import ExpertInvitation
from careers.screening.queries import list_live_questions
from tests.journeys.conftest import Person, Site

OFFICER = "officer@council.example"
EXPERTS = {
    "sam@people.example": {"a": 2, "b": 5, "c": 2, "d": 5},
    "ola@people.example": {"a": 2, "b": 5, "c": 1, "d": 4},
    "mei@people.example": {"a": 1, "b": 5, "c": 2, "d": 4},
}
WORDS = {
    1: "1: not a good idea at all",
    2: "2: not a very good idea",
    3: "3: neither good nor bad",
    4: "4: a good idea",
    5: "5: a very good idea",
}


def make_release(officer: Person, site: Site) -> None:
    """Let three experts be enough."""
    officer.follow("Release 2026-11")
    officer.press("Make a new release")
    officer.should_see("This changes how everybody is scored.")
    officer.type("Name", "Three experts")
    officer.type("Fewest experts for a key", "3")
    officer.press("Make this release")
    officer.should_see("Release Three experts is being made ready.")
    site.run_task("score-releases")
    officer.visit("/council/questions")
    officer.should_see("Release Three experts")


def invite(officer: Person) -> None:
    officer.press("Ask experts to rate questions")
    officer.choose("Quiet breakfast, version 1 (Kind, compassionate and empathetic)")
    officer.choose("People who draw on care")
    officer.type("E-mail addresses", "\n".join(EXPERTS))
    officer.press("Send the links")
    officer.should_see("3 links sent.", "Not begun, open until", *EXPERTS)


def rate(expert: Person, site: Site, email: str, texts: dict[str, str]) -> str:
    """Rate by the link in the message; return the link."""
    link = re.search(r"/experts/[\w-]+", site.last_text_to(email))
    assert link, "the message holds no link"
    expert.visit(link.group())
    expert.should_see("read one short situation")
    expert.press("Begin")
    expert.should_see("Situation 1 of 1")
    assert "2.2" not in expert.page.content()
    for key, rating in EXPERTS[email].items():
        expert.choose(WORDS[rating], within=texts[key])
    expert.press("Save and go on")
    expert.should_see("You have rated every situation")
    expert.press("Send my ratings")
    expert.should_see("Your ratings are sent", "we have forgotten your e-mail address")
    return link.group()


def test_a_key_from_three_experts(site: Site, person: Callable[..., Person]) -> None:
    with site.records() as make:
        make.user(Role.OFFICER, email=OFFICER, name="Grace Hill")
        question = next(one for one in list_live_questions() if one.key == "quiet-breakfast")
        other = next(one for one in list_live_questions() if one.key != "quiet-breakfast")
        texts = {response.key: response.text for response in question.responses}
    officer = person()
    officer.sign_in(OFFICER)
    officer.visit("/council")
    officer.follow("The question bank")
    officer.should_see("Written by the service, not yet rated by experts")
    make_release(officer, site)
    invite(officer)
    links = []
    for number, email in enumerate(EXPERTS):
        if number == 2:
            officer.visit("/council/questions/quiet-breakfast")
            officer.should_see("2 experts have sent their ratings", "at least 3 are needed")
            assert not officer.page.get_by_role("button", name="Take this key").count()
        links.append(rate(person(width=320, javascript=number > 0), site, email, texts))
    with site.records():
        assert db.session.scalars(sa.select(ExpertInvitation.email)).all() == [None] * 3
    late = person()
    late.visit(links[0])
    late.should_see("This link is closed")
    assert texts["a"] not in late.page.content()

    officer.visit("/council/questions/quiet-breakfast")
    officer.should_see("3 experts have sent their ratings", "5.00", "1.67", "0.58", "People who draw on care: 3")
    officer.press("Take this key")
    officer.should_see(
        "Version 2 has the experts’ key.", "Rated by 3 experts,", "The key of this version’s 3 experts was"
    )
    officer.follow("Preview version 2 as a candidate")
    officer.should_see("This is how people see version 2", texts["a"])
    assert "4.33" not in officer.page.content()
    officer.follow("Back to the question")
    officer.press("Put version 2 on trial")
    officer.press("Make version 2 live")
    officer.should_see("Version 2 is live.", "Version 1: retired", "Version 2 took its place")

    officer.visit(f"/council/questions/{other.key}")
    officer.follow("Retire version 1")
    officer.type("Why is it retired?", "People found it unclear")
    officer.press("Retire it")
    officer.should_see("Version 1 is retired.", "People found it unclear")

    visitor = person(width=320)
    visitor.visit("/values")
    visitor.should_see("rated by 3 experts,")
