"""The statements that the licences ask for."""

from careers.reference.attributions import attributions


def test_each_publisher_of_lists_is_named() -> None:
    statements = {entry.source: entry.statement for entry in attributions()}

    assert statements["Care Quality Commission"] == (
        "Contains Care Quality Commission (CQC) information licensed under the Open Government Licence v3.0."
    )
    assert {
        "Skills for Care",
        "European Commission",
        "Office for National Statistics",
        "Government Analysis Function",
    } <= set(statements)
