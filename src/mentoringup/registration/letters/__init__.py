"""Words of the mails to people who ask for seats: ours in each language, placeholders. Pure."""
