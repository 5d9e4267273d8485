"""The vendor's news at the edge: the file of its wordings, and what a file or a mail gives to read."""
