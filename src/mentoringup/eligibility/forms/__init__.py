"""Forms of rules, rosters and proofs."""
