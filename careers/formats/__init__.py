"""Answering in another way than on the pages: asked for, arranged, and done on paper, in writing or in talk.

Owns the requests and the written answers. Ratings that somebody gave on paper become a sitting like any other, which
belongs to screening.
"""
