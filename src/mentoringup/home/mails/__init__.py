"""Pages about the mails of a site. Here, because the gate stands above the outbox."""
