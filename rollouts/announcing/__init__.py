"""What a release calls for: when it is announced, what is late, what is planned, and the facts to say it."""
