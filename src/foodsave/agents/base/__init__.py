"""What every agent shares: the question, the context it is answered in, the events and the answer."""
