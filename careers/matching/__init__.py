"""How well a person and an opportunity fit, and why, in parts that add up. Filters nobody out."""
