"""Results to Markdown, and from there to HTML, PDF and DOCX."""

from mentoreval.report.writing import FORMATS, Format, Paper, write_report

__all__ = ["FORMATS", "Format", "Paper", "write_report"]
