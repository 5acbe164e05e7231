"""The public's way to work: the search page, the pages of adverts and employers, what a person keeps and compares.

It stands above matching, so that a page can say why something suits. The index and every read of adverts are jobs'.
"""
