"""The forms of vacancies, by journey."""
