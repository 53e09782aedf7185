"""Who may do which deed of flows."""
