"""Every write to placements, bookings and referrals, by whom they are for."""
