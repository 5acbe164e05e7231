"""Whole journeys of people, in a real browser against a real server, database and mail API."""
