"""The desk: the web application over a book. Nothing here knows SQL or rules; it asks the Book and shapes answers."""
