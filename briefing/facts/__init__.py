"""What is known: facts that a briefing states and facts that statistics offices publish."""
