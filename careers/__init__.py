"""Careers in adult social care: finding, matching, pathways, placements and the board's figures."""
