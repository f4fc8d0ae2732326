"""Where the templates of guides lie."""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
