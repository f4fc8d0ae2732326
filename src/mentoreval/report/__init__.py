"""Results to Markdown, and from there to HTML, PDF and DOCX."""
