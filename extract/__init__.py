"""Bytes in, Document out: what a submitted file says, before anyone decides what it means."""
