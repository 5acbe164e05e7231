"""Messages about new work that fits a search: asking for them, finding, sending, stopping.

What fits is the index's answer (jobs). This package keeps who wants to hear about what, and what they were
told.
"""
