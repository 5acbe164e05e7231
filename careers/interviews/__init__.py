"""Interviews: what to ask about each value, what each assessor heard, and whether they agree.

Owns the guides, the ratings and the comments. Not the invitation and not the decision, which are `applications`.
"""
