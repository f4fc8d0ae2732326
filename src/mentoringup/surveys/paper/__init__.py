"""A questionnaire on paper: its sheet, and what is typed from it, twice. Pure."""
