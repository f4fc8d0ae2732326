"""Pages for those who write questionnaires."""
