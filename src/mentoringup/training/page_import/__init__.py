"""Read an existing series page, pasted as text or HTML, into a draft. Pure; trusts nothing."""
