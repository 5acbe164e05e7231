"""The statements that the licences ask for."""

from careers.geo.attributions import attributions


def test_each_publisher_of_places_is_named() -> None:
    statements = {entry.source: entry.statement for entry in attributions()}

    assert set(statements) == {"Office for National Statistics", "Ordnance Survey", "Royal Mail", "GeoNames"}
    assert "Open Government Licence v.3.0" in statements["Office for National Statistics"]
    assert statements["GeoNames"] == "Place names: GeoNames (geonames.org), CC BY 4.0."
