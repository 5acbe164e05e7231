"""The person who looks for work: profile, wishes, what they agreed to, and their rights over their data."""
