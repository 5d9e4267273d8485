"""What is posted: announcements of releases, questions to owners, cases, and alerts."""
