"""Postcodes, places, councils and straight-line distances, from open data files. No database, no network."""
