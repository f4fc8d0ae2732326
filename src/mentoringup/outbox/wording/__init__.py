"""Texts of mails that sites write themselves: closed placeholders, filled without a template."""
