"""The words of invitations and reminders."""
