"""Every read of placements, bookings, referrals and what came of them."""
