"""Values, the bank of screening questions, people's answers and how they are scored."""
