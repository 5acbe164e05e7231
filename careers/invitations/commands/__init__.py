"""Every write to invitations, by journey."""
