"""Every read of the board: the measures, the quality of questions, and the reviews of what was flagged."""
