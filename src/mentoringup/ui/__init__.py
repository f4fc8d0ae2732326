"""What every page is made of: layout, tokens, forms, Markdown, dates."""
