"""The desk of the question bank: writing, experts and their ratings, keys, releases, files.

Owns experts' invitations and ratings. What is asked of people and how it is scored belongs to `screening`.
"""
