"""What the desk reads: questions and their versions; experts and their ratings; releases."""
