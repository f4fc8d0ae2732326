"""Tags of the pages of people who ask."""
