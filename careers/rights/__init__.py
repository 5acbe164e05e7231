"""A person's rights over their data: see it, take it along, have it deleted. Knows what every feature holds."""
