"""Work placements, the bookings on them, and advisers' referrals, followed to their outcome."""
