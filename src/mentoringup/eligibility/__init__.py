"""Who may attend, and in which priority group: rules, rosters, and what proves what."""
