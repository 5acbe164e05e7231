"""What a person sees of how their answers moved a value, what they say about it, and a person's review of that.

Owns the notes and their reviews. A note travels with its answer; it changes no score, and neither does a review.
"""
