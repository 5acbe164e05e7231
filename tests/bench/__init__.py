"""`make bench`: how fast, how right and how steady the search is at national size; and the data to measure it on."""
