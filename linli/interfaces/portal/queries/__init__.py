"""Reads of the portal: one plain object a page, put together from everybody's queries."""
