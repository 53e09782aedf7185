"""Tests that need more than one app: stories, architecture, browser, drills.

The tests of one app lie in the app.
"""
