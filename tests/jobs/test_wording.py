"""Words that warn, words that send an advert to the council, and words that may stay."""

import pytest

from careers.jobs.wording import find_remarks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We want a young and lively person", "young"),
        ("A mature attitude helps", "mature"),
        ("Ideal for a recent graduate", "recent graduate"),
        ("You are a native speaker", "native speaker"),
        ("We need a manageress.", "manageress"),
        ("Applicants must be able-bodied", "able-bodied"),
        ("You must have own car", "must have own car"),
        ("At least 2 years experience", "2 years experience"),
        ("Female carers only", "Female carers"),
        ("British passport holders only", "British passport holders only"),
    ],
)
def test_warns_of_words_that_shut_people_out(text: str, words: str) -> None:
    remarks = find_remarks(text)

    assert [(remark.words, remark.needs_review) for remark in remarks] == [(words, False)]
    assert remarks[0].advice


@pytest.mark.parametrize(
    "text",
    [
        "There is a sponsorship fee of £3,000.",
        "You pay for your DBS and training up front.",
        "A registration fee applies",
        "Your DBS is deducted from your first wage",
        "Please send us a deposit to hold the job",
        "Applicants will have to buy their own uniform",
        "We ask for the cost of training upfront",
    ],
)
def test_sends_adverts_that_ask_for_money_to_the_council(text: str) -> None:
    assert any(remark.needs_review for remark in find_remarks(text))


@pytest.mark.parametrize(
    "text",
    [
        "You will support young people and young adults with autism",
        "We pay for your DBS and your training",
        "No registration fee. Paid training. Free uniform.",
        "You will never pay for your uniform",
        "You help people to pay for their shopping",
        "Two years from now you could be a senior",
    ],
)
def test_leaves_ordinary_words_alone(text: str) -> None:
    assert find_remarks(text) == []


def test_a_denial_counts_only_in_its_own_sentence() -> None:
    remarks = find_remarks("There is no uniform charge. There is a joining fee of £50.")

    assert [remark.words for remark in remarks] == ["joining fee"]
