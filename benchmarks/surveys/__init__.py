"""Load of respondents on a survey tool: ours, or any other by an adapter."""
