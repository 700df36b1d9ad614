"""From the book's answers to what goes over the wire: plain functions on values."""
