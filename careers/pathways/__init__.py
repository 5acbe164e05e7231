"""The career map: roles, usual moves between them, and how many openings there are now. Owns no tables."""
