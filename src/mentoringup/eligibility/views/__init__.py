"""Pages of rules, rosters and proofs, for staff."""
