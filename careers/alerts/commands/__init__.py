"""Every write to alerts, by journey: making, changing and ending, finding, sending, forgetting."""
