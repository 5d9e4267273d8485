"""The vendor's news, read: from a text and a table of words to facts, each with the sentence that says it."""
