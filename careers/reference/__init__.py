"""Official code lists, pay floors, apprenticeship standards and the CQC register: data files, no database."""
