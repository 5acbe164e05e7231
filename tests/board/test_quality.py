"""What is shown of questions and values, and what is flagged."""

from dataclasses import replace

import pytest

from careers.board.models import ReviewKind
from careers.board.quality import describe_questions, describe_value, find_faults, score_table
from careers.screening.item_statistics import alpha, item_totals
from tests.board.takings import RESPECT, questions_of, takings_of

QUESTIONS = questions_of()


def test_a_question_shows_its_figures_from_thirty_people() -> None:
    takings = takings_of(QUESTIONS, 30)

    line = describe_questions(QUESTIONS, takings)[0]

    scores = [taking.scores[QUESTIONS[0].key] for taking in takings]
    assert line.is_shown
    assert line.people == 30
    assert line.mean == pytest.approx(sum(scores) / 30)
    assert line.item_total == item_totals(score_table(QUESTIONS, takings))[0]
    assert line.times["30 to 59 seconds"] == 30
    assert line.reasons == ()


def test_nothing_is_shown_under_thirty_people() -> None:
    line = describe_questions(QUESTIONS, takings_of(QUESTIONS, 29))[0]

    assert not line.is_shown
    assert (line.people, line.mean, line.spread, line.item_total, line.percent_at_top) == (None,) * 5
    assert line.times == {}


def test_nobody_is_shown_as_nobody() -> None:
    assert describe_questions(QUESTIONS, [])[0].people == 0


def test_people_are_rounded_and_few_of_a_time_band_are_hidden() -> None:
    takings = takings_of(QUESTIONS, 58)
    key = QUESTIONS[0].key
    takings[:3] = [replace(taking, seconds={key: 5.0}) for taking in takings[:3]]

    line = describe_questions(QUESTIONS, takings)[0]

    assert line.people == 60
    assert line.times["under 10 seconds"] is None
    assert line.times["30 to 59 seconds"] == 55


def test_a_question_the_wrong_way_round_is_flagged() -> None:
    lines = describe_questions(QUESTIONS, takings_of(QUESTIONS, 120, turned=1))

    assert len(lines[1].reasons) == 1
    assert "its key may be the wrong way round" in lines[1].reasons[0]
    assert "−0." in lines[1].reasons[0]


def test_a_question_that_has_little_to_do_with_the_others_is_flagged() -> None:
    takings = takings_of(QUESTIONS, 3000, noise={2: 1.5})

    reasons = describe_questions(QUESTIONS, takings)[2].reasons

    assert "goes weakly with the other questions" in reasons[0]
    assert "0.20 is wanted" in reasons[0]


def test_nothing_is_flagged_under_a_hundred_people() -> None:
    lines = describe_questions(QUESTIONS, takings_of(QUESTIONS, 99, turned=1))

    assert [line.reasons for line in lines] == [(), (), ()]
    assert lines[1].item_total is not None
    assert lines[1].item_total < 0


def test_a_question_that_nearly_everybody_gets_right_is_flagged() -> None:
    key = QUESTIONS[0].key
    takings = takings_of(QUESTIONS, 100)
    takings[:51] = [replace(taking, scores={**taking.scores, key: 1.0}) for taking in takings[:51]]
    takings[51:] = [replace(taking, scores={**taking.scores, key: 0.99}) for taking in takings[51:]]

    reasons = describe_questions(QUESTIONS, takings)[0].reasons

    assert "100% of people are at or near the top, so it tells few people apart." in reasons
    assert any("People hardly differ on it" in reason for reason in reasons)


def test_many_quick_answers_are_flagged_for_everybody_together() -> None:
    takings = takings_of(QUESTIONS, 100)
    key = QUESTIONS[0].key
    takings[:11] = [replace(taking, seconds={**taking.seconds, key: 1.5}) for taking in takings[:11]]

    first, second, _ = describe_questions(QUESTIONS, takings)

    assert first.reasons == ("11% of answers took two seconds or less.",)
    assert second.reasons == ()


def test_a_value_shows_alpha_for_the_questions_a_person_is_asked() -> None:
    takings = takings_of(QUESTIONS, 200)

    value = describe_value(RESPECT, "Respect", QUESTIONS, takings, asked=2)

    assert value.alpha == pytest.approx(alpha(score_table(QUESTIONS, takings), questions=2))
    assert value.questions == 2
    assert value.people == 200
    assert value.straight_lines == 0
    assert value.reasons == ()


def test_a_value_shows_nothing_under_thirty_people() -> None:
    value = describe_value(RESPECT, "Respect", QUESTIONS, takings_of(QUESTIONS, 29), asked=3)

    assert not value.is_shown
    assert (value.people, value.alpha) == (None, None)


def test_straight_lines_are_counted_and_few_are_hidden() -> None:
    takings = takings_of(QUESTIONS, 60)
    few = [replace(taking, ratings=(3,) * 12) for taking in takings[:4]] + takings[4:]
    many = [replace(taking, ratings=(3,) * 12) for taking in takings[:12]] + takings[12:]

    assert describe_value(RESPECT, "Respect", QUESTIONS, few, asked=3).straight_lines is None
    assert describe_value(RESPECT, "Respect", QUESTIONS, many, asked=3).straight_lines == 10


def test_findings_name_the_version_and_carry_their_figures() -> None:
    takings = takings_of(QUESTIONS, 120, turned=1, noise={0: 0.3, 2: 0.3})
    value = describe_value(RESPECT, "Respect", QUESTIONS, takings, asked=3)

    findings = find_faults(describe_questions(QUESTIONS, takings), [value])

    by_subject = {finding.subject: finding for finding in findings}
    question = by_subject[f"question:{QUESTIONS[1].key}:1"]
    assert question.kind is ReviewKind.QUESTION
    assert (question.question_key, question.question_version) == (QUESTIONS[1].key, 1)
    assert question.figures[-1] == "About 120 people answered it."
    assert "hold together weakly" in by_subject[f"value:{RESPECT}"].figures[0]
