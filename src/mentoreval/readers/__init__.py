"""From a survey export to Responses: every format goes through one text table and one crosswalk."""
