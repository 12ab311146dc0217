"""Who is in danger: the recogniser of what users write, what may be said to them, and referrals by place."""
