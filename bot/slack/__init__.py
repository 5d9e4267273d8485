"""The gateway to Slack: one session, one client, errors sorted in one place."""
