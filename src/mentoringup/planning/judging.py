"""What a plan adds up to: minutes, objectives, clock times, warnings."""
