"""What everything stands on: people, places, screens, and a kernel without domain words."""
