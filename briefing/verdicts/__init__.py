"""What holds: the claims of a briefing, tested on official figures by declared readings."""
