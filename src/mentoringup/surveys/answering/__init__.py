"""The pages on which people answer: no account, no cookie, no script needed."""
