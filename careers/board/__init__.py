"""The workforce board: measures, disclosure control, pages and CSV. Reads everything, changes nothing."""
