"""Which job roles lie next to each other on the career map. Pure."""

from functools import cache

from careers.pathways.career_map import MoveKind, career_map

NEAR = frozenset({MoveKind.ENTRY, MoveKind.PROMOTION, MoveKind.LATERAL})
"""A professional step (to nurse or social worker) takes years of study: what lies behind it is not like this work."""


@cache
def near_role_codes(code: int) -> tuple[int, ...]:
    """Return the ASC-WDS codes of roles that are one usual step away from a role's code, in order, itself left out."""
    near: set[int] = set()
    for move in career_map().moves:
        origin, target = move.origin.role_codes, move.target.role_codes
        if move.kind in NEAR:
            near.update(target if code in origin else ())
            near.update(origin if code in target else ())
    return tuple(sorted(near - {code}))
