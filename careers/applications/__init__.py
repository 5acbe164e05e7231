"""A person applying for a vacancy, through to the post being filled, and the employment that follows."""
