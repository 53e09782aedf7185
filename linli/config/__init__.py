"""The outermost floor: settings from the environment, URLs, the WSGI door and the command line."""
