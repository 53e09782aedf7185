"""Chromium on phones and desks: the loop clicked by its people, and every page looked over."""
