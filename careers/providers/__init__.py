"""Organisations, their workplaces and teams, and the council's verification of them."""
