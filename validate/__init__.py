"""Report in, Outcome out: what holds, what does not, and what could explain it."""
