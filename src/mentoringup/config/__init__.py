"""The project: settings, addresses, the command."""
