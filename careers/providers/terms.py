"""What is written about a workplace, by name and type: the arguments of the commands."""

from typing import NotRequired, TypedDict


class WorkplaceFields(TypedDict):
    """What is written about a workplace; where it is on the map follows from its postcode."""

    name: str
    street: str
    town: str
    postcode: str
    service_code: int
    getting_there: str
    bus_routes: NotRequired[str]
