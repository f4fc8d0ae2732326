"""A questionnaire as a value: what is asked, when it is shown, and what an answered page says."""
