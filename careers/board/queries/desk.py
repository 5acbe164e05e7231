"""The fairness desk from the records of the service: everything on it can be shown."""

from collections.abc import Sequence
from datetime import datetime

from careers import clock
from careers.board.desk import BiasLine, Desk, GroupFigures, bias_lines, find_differences, override_line
from careers.board.item_bias import find_bias
from careers.board.periods import Period
from careers.board.quality import Taking, describe_questions, describe_value, find_faults, score_table
from careers.board.queries import sources
from careers.board.queries.quality import desk_period, list_takings
from careers.board.stage_tables import publish_steps
from careers.screening import bank
from careers.screening.bank import Question
from careers.screening.item_scores import Method
from careers.screening.queries import get_release, list_live_questions


def get_desk(area_codes: Sequence[str], now: datetime) -> Desk:
    """Return the whole desk for an area (local authority codes), as recorded up to now."""
    period, release, questions = desk_period(clock.local(now).date()), get_release(), list_live_questions()
    method = Method(release.method)
    takings = list_takings(questions, period, method=method)
    of_questions = describe_questions(questions, takings)
    of_values = [
        describe_value(value.key, value.name, questions, takings, asked=release.questions_a_value)
        for value in bank.values()
    ]
    groups = _list_groups(period, area_codes)
    biases, comparisons = _list_biases(questions, takings)
    overrides = sources.list_override_counts(period)
    return Desk(
        period,
        method.value,
        tuple(of_questions),
        tuple(of_values),
        tuple(groups),
        tuple(biases),
        comparisons,
        tuple(override_line(each.name, each.compared, each.against) for each in overrides),
        override_line(
            "All employers together", sum(each.compared for each in overrides), sum(each.against for each in overrides)
        ),
        (*find_faults(of_questions, of_values), *find_differences(groups, biases)),
    )


def _list_groups(period: Period, area_codes: Sequence[str]) -> list[GroupFigures]:
    tables = [table for table in sources.list_stage_tables(period, area_codes) if table.has_answers]
    steps = publish_steps(tables)
    return [GroupFigures(table.key, table.label, steps[table.key]) for table in tables]


def _list_biases(questions: Sequence[Question], takings: Sequence[Taking]) -> tuple[list[BiasLine], int]:
    """Compare groups on every question, a value at a time; return what is flagged, and how many comparisons there were.

    Only people with an account can have answered equality questions. One family is a value by an equality question.
    """
    lines: list[BiasLine] = []
    comparisons = 0
    known = [(taking, taking.user_id) for taking in takings if taking.user_id is not None]
    for characteristic, label in sources.list_characteristics().items() if known else ():
        positions = sources.positions_by_group([user_id for _, user_id in known], characteristic)
        for value in bank.values():
            own = [question for question in questions if question.value_key == value.key]
            of_value = [place for place, (taking, _) in enumerate(known) if taking.value_key == value.key]
            row_of = {place: row for row, place in enumerate(of_value)}
            rows = {
                group: [row_of[place] for place in places if place in row_of] for group, places in positions.items()
            }
            found = find_bias(score_table(own, [known[place][0] for place in of_value]), rows)
            comparisons += len(found)
            lines += bias_lines(own, characteristic, label, found)
    return lines, comparisons
