"""The demonstration: an invented area with its people and its past year, made the same way each time.

Owns what is invented and how it is made. Adverts, names and letters are in `data/`, written by us.
"""
