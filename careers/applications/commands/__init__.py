"""Every write to applications: what the person does, what the employer decides, what happens when an advert closes."""
