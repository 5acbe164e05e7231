"""Rules of placements: what an advert may say, where a booking and a referral may go, who may know what."""
