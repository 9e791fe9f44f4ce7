"""Ports and types without a business word."""
