"""What the demonstration consists of: places, people, and what they did before the visitor came."""
