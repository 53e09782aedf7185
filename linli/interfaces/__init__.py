"""How people and programs come in; no rules here."""
