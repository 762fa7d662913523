"""What happens to a receipt between the till and the reader, each fault by its name and in its natural order."""
