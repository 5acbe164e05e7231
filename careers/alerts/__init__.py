"""Messages about new work that fits a search: asking for them, matching all of them at once, stopping them."""
