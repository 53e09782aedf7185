"""Ways to send a short message. A deployment names its own in SMS_SENDER."""

from __future__ import annotations

import sys


class Console:
    """Writes the message to the server's standard error: for the demonstration and for trials."""

    def send(self, phone: str, text: str) -> None:
        """This will print the message; the number's middle stays hidden."""
        sys.stderr.write(f"SMS {phone[:3]}****{phone[-4:]}: {text}\n")
