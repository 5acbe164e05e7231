"""Vacancies and apprenticeships: posting, publishing, and the search over every opportunity, placements included."""
